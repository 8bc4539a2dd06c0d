package threetier.command.drill.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.process.LogLine;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.command.stage.Stage;
import threetier.command.stage.WebTier;
import threetier.stage.OnStage;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/**
 * Sends twenty thousand malformed requests. The test runs only with HTTP between the tiers, because that protocol does
 * not change how httpd handles requests of clients.
 */
@OnStage
@Tag("http-only")
class BadInputIT {

    /** {@code -Dthreetier.seed} selects other requests. */
    private static final long SEED = Long.getLong("threetier.seed", 20221106);

    @Test
    void noMalformedRequestIsAFailureOfTheSite(Site site, Stage stage) throws Exception {
        stage.sql().fill(20);
        String before = table(stage);
        send(new BadInput(URI.create(site.url()), SEED), 20_000);
        assertEquals(before, table(stage), "seed " + SEED);
        assertEquals(200, site.get("/read").statusCode());
        assertLogsAreJson(stage);
    }

    /** A request that follows the standard may save; nothing else may. */
    @Test
    void aNodeThatAcceptsChunksSeesNoOtherRequests(Stage stage) throws Exception {
        Workspace workspace = TestDatabase.workspace("chunked");
        Node web = new WebTier(workspace, new Nodes(workspace), Map.of("CHUNKED_LIMIT", "1000"))
                .start("web-1", Ports.free(), stage.node("app-1").url(), "", Duration.ZERO);
        try {
            send(BadInput.withChunks(URI.create(web.url()), SEED), 4_000);
        } finally {
            web.stop(Duration.ofSeconds(10));
        }
    }

    private static void send(BadInput badInput, int requests) throws InterruptedException {
        long start = System.nanoTime();
        List<String> complaints = badInput.run(requests);
        System.out.println("bad input, seed " + SEED + ", took "
                + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
        badInput.summary().forEach(System.out::println);
        assertTrue(
                complaints.isEmpty(),
                () -> "seed " + SEED + ": " + complaints.size() + " complaints, such as\n"
                        + String.join("\n", complaints.subList(0, Math.min(40, complaints.size()))));
    }

    /** Whatever bytes a client sends, each line of both tiers' logs is a JSON object. */
    private static void assertLogsAreJson(Stage stage) throws IOException {
        List<Path> logs = new ArrayList<>(WebTier.logs(stage.workspace(), "web-1"));
        logs.add(stage.workspace().log("app-1"));
        for (Path log : logs) {
            for (String line : Files.readAllLines(log)) {
                assertTrue(
                        line.startsWith("payara/")
                                || line.startsWith("httpd/")
                                || !LogLine.of(line).node().isEmpty(),
                        () -> log + " has a line that is not JSON: " + line);
            }
        }
    }

    private static String table(Stage stage) throws SQLException {
        return stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps") + " entries up to "
                + stage.sql().count("writer", "SELECT MAX(id) FROM threetier.timestamps") + ", "
                + stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.idempotency_keys") + " keys";
    }
}
