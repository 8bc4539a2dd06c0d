package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class ConcurrentWritersIT {

    private static final int CLIENTS = 32;
    private static final int WRITES = 50;

    @Test
    void everyAcknowledgedWriteIsThereExactlyOnceOnBothDatabases(Site site, Stage stage) throws Exception {
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        Callable<Void> client = () -> {
            for (int i = 0; i < WRITES; i++) {
                HttpResponse<String> response = site.post("/timestamps");
                assertEquals(201, response.statusCode(), response.body());
                acknowledged.add(response.body());
            }
            return null;
        };
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Void> finished : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                finished.get();
            }
        } finally {
            clients.shutdownNow();
        }
        stage.sql().awaitReplica();
        List<String> expected = acknowledged.stream().sorted().toList();
        assertEquals(CLIENTS * WRITES, expected.size());
        assertEquals(expected, stored(stage, "writer"));
        assertEquals(expected, stored(stage, "reader"));
        assertEquals(
                CLIENTS * WRITES,
                site.get("/read")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("  "))
                        .count());
    }

    private static List<String> stored(Stage stage, String database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = stage.sql().connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT id, DATE_FORMAT(saved_at, '%Y-%m-%dT%H:%i:%s.%fZ') FROM threetier.timestamps")) {
            while (result.next()) {
                rows.add("{\"id\": " + result.getLong(1) + ", \"savedAt\": \"" + result.getString(2) + "\"}");
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
