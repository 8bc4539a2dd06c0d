package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.OnStage;
import threetier.stage.Site;

/**
 * A commit fails, for example because a backup locks the tables, and its connection stays open in the pool. A later
 * write on this connection must not be acknowledged without being saved.
 */
@OnStage
@Tag("http-only")
class FailedCommitIT {

    private static final int CLIENTS = 8;
    private static final int WRITES = 200;

    @Test
    void whatIsAcknowledgedAfterwardsIsThere(Site site, Stage stage) throws Exception {
        Clients.ask(
                CLIENTS,
                () -> site.post(
                        "/timestamps",
                        "Idempotency-Key",
                        '"' + UUID.randomUUID().toString() + '"'),
                () -> {
                    try (Connection backup = stage.sql().connect("writer");
                            Statement statement = backup.createStatement()) {
                        int rounds = 0;
                        while (endCommits(statement) == 0) {
                            assertTrue(++rounds < 5_000, "no transaction was ever between a statement and its commit");
                        }
                    }
                });

        // Eight clients read from the writer at the same time, so every connection of the pool is used from time to
        // time
        String newest = Long.toString(stage.sql().count("writer", "SELECT MAX(id) + 1000 FROM threetier.timestamps"));
        List<String> acknowledged = new ArrayList<>();
        Clients.ask(CLIENTS, () -> site.get("/timestamps/1", "Consistency-Token", newest), () -> {
            while (acknowledged.size() < WRITES) {
                HttpResponse<String> saved = site.post("/write");
                if (saved.statusCode() == 200) {
                    acknowledged.add(Site.header(saved, "Consistency-Token"));
                }
            }
        });
        assertEquals(
                WRITES,
                stage.sql()
                        .count(
                                "writer",
                                "SELECT COUNT(*) FROM threetier.timestamps WHERE id IN ("
                                        + String.join(",", acknowledged) + ")"));
    }

    private static int endCommits(Statement backup) throws SQLException {
        List<Long> committing = new ArrayList<>();
        backup.execute("FLUSH TABLES WITH READ LOCK");
        try {
            try (ResultSet waiting =
                    backup.executeQuery("SELECT id FROM information_schema.processlist WHERE info = 'COMMIT'")) {
                while (waiting.next()) {
                    committing.add(waiting.getLong(1));
                }
            }
            for (long connection : committing) {
                backup.execute("KILL QUERY " + connection);
            }
        } finally {
            backup.execute("UNLOCK TABLES");
        }
        return committing.size();
    }
}
