package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests which database does which work, with the databases' own counters and errors. */
@OnStage
@Tag("http-only")
class RoutingIT {

    private static final int REQUESTS = 20;
    private static final int ROWS = 1_000;

    @Test
    void readsGoToTheReader(Site site, Stage stage) throws Exception {
        stage.sql().truncate();
        stage.sql().fill(ROWS);
        site.awaitReader();
        long reader = stage.sql().counter("reader", "Handler_read_prev");
        long writer = stage.sql().counter("writer", "Handler_read_prev", "Handler_read_next");
        for (int i = 0; i < REQUESTS; i++) {
            assertEquals(200, site.get("/timestamps?limit=" + ROWS).statusCode());
        }
        assertTrue(stage.sql().counter("reader", "Handler_read_prev") - reader >= REQUESTS * (ROWS - 1));
        // The writer reads fewer rows than one list has. The nodes only query its newest row, which reads one row
        assertTrue(stage.sql().counter("writer", "Handler_read_prev", "Handler_read_next") - writer < ROWS);
    }

    @Test
    void writesGoToTheWriter(Site site, Stage stage) throws Exception {
        long writer = stage.sql().counter("writer", "COM_INSERT");
        for (int i = 0; i < REQUESTS; i++) {
            assertEquals(201, site.post("/timestamps").statusCode());
        }
        assertEquals(REQUESTS, stage.sql().counter("writer", "COM_INSERT") - writer);
    }

    @ParameterizedTest
    @CsvSource({
        "writer, UPDATE timestamps SET saved_at = NOW()", "writer, DELETE FROM timestamps",
                "writer, TRUNCATE timestamps",
        "writer, DROP TABLE timestamps", "writer, CREATE TABLE other (id INT)", "writer, SELECT * FROM mysql.user",
        "reader, INSERT INTO timestamps (saved_at) VALUES (NOW())", "reader, DELETE FROM timestamps",
                "reader, SELECT * FROM mysql.user"
    })
    void theApplicationsUsersMayDoNoMoreThanTheyNeed(String database, String statement, Stage stage) throws Exception {
        assertRefused(stage, database, database, statement);
    }

    @Test
    void theReaderRefusesEvenTheWritersUser(Stage stage) throws Exception {
        assertRefused(stage, "reader", "writer", "INSERT INTO timestamps (saved_at) VALUES (NOW())");
    }

    /** An acknowledged write survives a power cut, according to the databases' settings. */
    @Test
    void commitsAreOnDiskBeforeTheyAreAnswered(Stage stage) throws Exception {
        for (String database : new String[] {"writer", "reader"}) {
            assertEquals(1, stage.sql().count(database, "SELECT @@innodb_flush_log_at_trx_commit"));
            assertEquals(1, stage.sql().count(database, "SELECT @@sync_binlog"));
        }
        assertEquals(0, stage.sql().count("writer", "SELECT @@read_only"));
        assertEquals(1, stage.sql().count("reader", "SELECT @@read_only"));
    }

    private static void assertRefused(Stage stage, String database, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stage.data().url(database),
                        "threetier_" + user,
                        stage.data().password(user));
                Statement statement = connection.createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute(sql));
        }
    }
}
