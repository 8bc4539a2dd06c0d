package threetier.pool.connection;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests the time after a failover: the former writer still answers but accepts no more changes. */
@OnStage
@Tag("http-only")
class DemotionIT {

    private static final String CONNECTIONS = " FROM information_schema.processlist WHERE user = 'threetier_writer'";

    @AfterEach
    void promote(Stage stage) throws Exception {
        stage.sql().execute("writer", "SET GLOBAL read_only = 0");
    }

    @Test
    void aDemotedWriterRefusesWritesAndItsConnectionsAreNeverUsedAgain(Site site, Stage stage) throws Exception {
        assertEquals(200, site.post("/write").statusCode());
        long newest = stage.sql().count("writer", "SELECT MAX(id)" + CONNECTIONS);

        stage.sql().execute("writer", "SET GLOBAL read_only = 1");
        HttpResponse<String> refused = site.post("/write");
        assertEquals(503, refused.statusCode());
        assertEquals("application/problem+json", Site.header(refused, "Content-Type"));
        assertEquals("1", Site.header(refused, "Retry-After"));
        assertEquals(200, site.get("/read").statusCode());

        stage.sql().execute("writer", "SET GLOBAL read_only = 0");
        await("a write succeeds")
                .atMost(ONE_MINUTE)
                .untilAsserted(() -> assertEquals(200, site.post("/write").statusCode()));
        // A connection that was borrowed is closed when it is returned
        await("old connections are closed")
                .atMost(ONE_MINUTE)
                .untilAsserted(() -> assertEquals(
                        0, stage.sql().count("writer", "SELECT COUNT(*)" + CONNECTIONS + " AND id <= " + newest)));
        assertTrue(stage.sql().count("writer", "SELECT COUNT(*)" + CONNECTIONS) > 0);
    }
}
