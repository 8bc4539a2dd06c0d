package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
@Tag("http-only")
class ConcurrentWritersIT {

    private static final int CLIENTS = 32;
    private static final int WRITES = 50;

    @Test
    void everyAcknowledgedWriteIsThereExactlyOnceOnBothDatabases(Site site, Stage stage) throws Exception {
        Callable<List<String>> client = () -> {
            List<String> acknowledged = new ArrayList<>();
            for (int i = 0; i < WRITES; i++) {
                HttpResponse<String> response = site.post("/timestamps");
                assertEquals(201, response.statusCode(), response.body());
                acknowledged.add(response.body());
            }
            return acknowledged;
        };
        List<String> acknowledged = Clients.together(Collections.nCopies(CLIENTS, client)).stream()
                .flatMap(List::stream)
                .toList();
        stage.sql().awaitReplica();
        List<String> stored = stage.sql().entries("writer");
        assertEquals(CLIENTS * WRITES, acknowledged.size());
        assertEquals(
                acknowledged.stream().sorted().toList(),
                stored.stream().sorted().toList());
        assertEquals(stored, stage.sql().entries("reader"));
        assertEquals(
                CLIENTS * WRITES,
                site.get("/read")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("  "))
                        .count());
    }
}
