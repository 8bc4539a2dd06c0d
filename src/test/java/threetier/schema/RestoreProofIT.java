package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;

/** Tests that the proof of a restore finds each kind of damage, and accepts what the source has done since. */
@OnStage
class RestoreProofIT {

    private static final String ADMIN = "proof_admin";
    private static final String PASSWORD = "AdminOfTheProof1";
    /** More rows than one batch. */
    private static final int ROWS = 12_000;

    private Stage stage;
    private Connection source;
    private Connection restored;

    @BeforeEach
    void twoEqualDatabases(Stage stage) throws Exception {
        this.stage = stage;
        stage.sql().execute("writer", "DROP USER IF EXISTS " + ADMIN + "@'%'");
        stage.sql().execute("writer", "CREATE USER " + ADMIN + "@'%' IDENTIFIED BY '" + PASSWORD + "'");
        stage.sql().execute("writer", "GRANT ALL PRIVILEGES ON *.* TO " + ADMIN + "@'%' WITH GRANT OPTION");
        source = fresh("proof_source");
        restored = fresh("proof_restored");
    }

    private Connection fresh(String database) throws SQLException {
        stage.sql().execute("writer", "DROP DATABASE IF EXISTS " + database);
        stage.sql().execute("writer", "CREATE DATABASE " + database);
        String url = stage.data().url("writer").replaceFirst("/threetier\\?", "/" + database + "?");
        new Schema(url, ADMIN, PASSWORD).migrate();
        Connection connection = DriverManager.getConnection(url, ADMIN, PASSWORD);
        execute(
                connection,
                "INSERT INTO timestamps SELECT n, TIMESTAMP'2022-11-06 03:01:47.123456' + INTERVAL n SECOND FROM"
                        + " (WITH RECURSIVE digits AS (SELECT 0 AS d UNION ALL SELECT d + 1 FROM digits WHERE d < 9)"
                        + " SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n"
                        + " FROM digits a, digits b, digits c, digits e, digits f) numbers WHERE n <= " + ROWS);
        execute(
                connection,
                "INSERT INTO idempotency_keys SELECT CONCAT('key-', id), id, saved_at FROM timestamps WHERE id % 2 = 0");
        execute(
                connection,
                "INSERT INTO users (username, email, username_key, email_key, change_id) VALUES"
                        + " ('ada', 'ada@example.org', REPEAT('a', 32), REPEAT('a', 32), 1)");
        return connection;
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
        restored.close();
        stage.sql().execute("writer", "DROP DATABASE proof_source");
        stage.sql().execute("writer", "DROP DATABASE proof_restored");
        stage.sql().execute("writer", "DROP USER " + ADMIN + "@'%'");
    }

    @Test
    void equalDatabasesAreEqual() throws Exception {
        assertEquals(List.of(), faults());
        assertEquals(List.of(), notes());
        List<ProofStep> steps = new RestoreProof(source, restored).run();
        assertEquals("structure", steps.get(0).what());
        assertEquals(ROWS, rows(steps, "timestamps"));
        assertEquals(ROWS / 2, rows(steps, "idempotency_keys"));
        assertEquals(1, rows(steps, "users"));
    }

    @Test
    void withoutASourceTheRestoredDatabaseIsCheckedInItself() throws Exception {
        source.close();
        assertEquals(List.of(), faults(null));
        execute(restored, "DELETE FROM timestamps WHERE id = 8000");
        assertEquals(
                List.of("idempotency_keys: key key-8000 points to entry 8000 of 2022-11-06 05:15:07.123456,"
                        + " but this entry is missing"),
                faults(null));
    }

    @Test
    void rowsThatTheSourceGotLaterAreAllowed() throws Exception {
        execute(source, "INSERT INTO timestamps (saved_at) VALUES (TIMESTAMP'2022-11-07 03:01:47.5')");
        execute(source, "INSERT INTO idempotency_keys VALUES ('later', 12001, TIMESTAMP'2022-11-07 03:01:47.5')");
        execute(source, "DELETE FROM users");
        assertEquals(List.of(), faults());
        assertEquals(List.of("the source has 0 rows now"), notes());
    }

    @Test
    void aRowWhoseTransactionWasOpenAtTheMomentIsAllowed() throws Exception {
        execute(restored, "DELETE FROM timestamps WHERE id = 11995");
        assertEquals(List.of(), faults());
        assertEquals(List.of("1 rows of the source were not committed yet"), notes());
    }

    @Test
    void deletedRowsOfTheSourceAreCounted() throws Exception {
        execute(source, "DELETE FROM timestamps WHERE id <= 4000");
        assertEquals(List.of(), faults());
        assertEquals(List.of("4000 rows are not in the source, which has deleted them since"), notes());
    }

    @Test
    void aTruncatedSourceIsSaid() throws Exception {
        execute(source, "TRUNCATE timestamps");
        execute(source, "INSERT INTO timestamps (saved_at) VALUES (TIMESTAMP'2022-11-07 03:01:47.5')");
        assertEquals(List.of(), faults());
        assertEquals(List.of("the source's table has been emptied since, so no row can be compared"), notes());
        execute(restored, "TRUNCATE timestamps");
        execute(restored, "INSERT INTO timestamps (saved_at) VALUES (TIMESTAMP'2022-11-07 03:01:47.5')");
        assertEquals(List.of(), faults());
    }

    @Test
    void aChangedTimestampIsNamed() throws Exception {
        execute(restored, "UPDATE timestamps SET saved_at = saved_at + INTERVAL 1 MICROSECOND WHERE id = 5001");
        assertEquals(
                List.of("timestamps: row 5001 differs: 2022-11-06 04:25:08.123456 in the source,"
                        + " 2022-11-06 04:25:08.123457 restored"),
                faults());
    }

    @Test
    void aMissingTimestampIsNamed() throws Exception {
        execute(restored, "DELETE FROM timestamps WHERE id IN (5000, 5001)");
        assertEquals(
                List.of(
                        "timestamps: row 5000 of the source is missing although newer rows were restored",
                        "timestamps: row 5001 of the source is missing although newer rows were restored",
                        "idempotency_keys: key key-5000 points to entry 5000 of 2022-11-06 04:25:07.123456,"
                                + " but this entry is missing"),
                order(faults()));
    }

    @Test
    void manyFaultsAreCounted() throws Exception {
        execute(restored, "UPDATE timestamps SET saved_at = '2022-11-05' WHERE id % 2 = 1 AND id <= 200");
        List<String> faults = faults();
        assertEquals(11, faults.size());
        assertEquals("and 90 more faults of this kind", faults.get(10));
    }

    @Test
    void aWrongIdempotencyKeyIsNamed() throws Exception {
        execute(restored, "UPDATE idempotency_keys SET timestamp_id = 3 WHERE idempotency_key = 'key-2'");
        execute(restored, "DELETE FROM idempotency_keys WHERE idempotency_key = 'key-9000'");
        execute(restored, "INSERT INTO idempotency_keys SELECT 'added', id, saved_at FROM timestamps WHERE id = 4");
        assertEquals(
                List.of(
                        "idempotency_keys: key added was restored, but is not in the source",
                        "idempotency_keys: key key-2 points to entry 3 of 2022-11-06 03:01:49.123456, but this entry is"
                                + " of 2022-11-06 03:01:50.123456",
                        "idempotency_keys: key key-2 differs: entry 2 of 2022-11-06 03:01:49.123456 in the source,"
                                + " entry 3 of 2022-11-06 03:01:49.123456 restored",
                        "idempotency_keys: key key-9000 of the source is missing although newer rows were restored"),
                faults());
    }

    @Test
    void aDifferentStructureIsNamed() throws Exception {
        execute(restored, "DROP INDEX users_email ON users");
        execute(restored, "ALTER TABLE users MODIFY username VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        execute(restored, "ALTER TABLE users DROP COLUMN change_id");
        execute(restored, "DROP TABLE first_answers");
        execute(restored, "CREATE TABLE extra (id INT CHECK (id > 0))");
        assertEquals(
                List.of(
                        "first_answers: the table is missing",
                        "extra: the table was restored, but is not in the source",
                        "users: column change_id is missing",
                        "users: column username differs: varchar(80) utf8mb4_bin NOT NULL in the source,"
                                + " varchar(40) utf8mb4_bin restored",
                        "users: index users_email is missing"),
                faults().stream()
                        .map(fault ->
                                fault.replace(" NULL restored", " restored").strip())
                        .toList());
    }

    /** InnoDB detects damage of its pages itself. The file of a MyISAM table can be damaged while the server runs. */
    @Test
    @Tag("mariadb-only")
    void aDamagedFileIsNamed() throws Exception {
        for (Connection connection : List.of(source, restored)) {
            execute(connection, "CREATE TABLE notes (id INT PRIMARY KEY, note TEXT) ENGINE = MyISAM");
            execute(connection, "INSERT INTO notes VALUES (1, REPEAT('a', 1000)), (2, REPEAT('b', 1000))");
            execute(connection, "FLUSH TABLES");
        }
        assertEquals(List.of(), faults());
        execute(restored, "FLUSH TABLES");
        Path file = stage.data().folder("writer").resolve("proof_restored/notes.MYD");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 500));
        List<String> faults = faults();
        assertTrue(
                faults.stream().anyMatch(fault -> fault.startsWith("table notes: CHECK TABLE says ")),
                faults.toString());
    }

    private static List<String> order(List<String> faults) {
        return faults.stream()
                .sorted((one, other) ->
                        Boolean.compare(one.startsWith("idempotency_keys"), other.startsWith("idempotency_keys")))
                .toList();
    }

    private List<String> faults() throws SQLException {
        return faults(source);
    }

    private List<String> faults(Connection source) throws SQLException {
        return new RestoreProof(source, restored)
                .run().stream().flatMap(step -> step.faults().stream()).toList();
    }

    private List<String> notes() throws SQLException {
        return new RestoreProof(source, restored)
                .run().stream().flatMap(step -> step.notes().stream()).toList();
    }

    private static long rows(List<ProofStep> steps, String table) {
        return steps.stream()
                .filter(step -> step.what().equals(table))
                .collect(Collectors.summingLong(ProofStep::rows));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        connection.createStatement().execute(sql);
    }
}
