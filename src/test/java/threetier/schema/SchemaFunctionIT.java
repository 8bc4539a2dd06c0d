package threetier.schema;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.OnStage;

/** Tests the schema function's effects on the database, and its answers, with requests like those of CloudFormation. */
@OnStage
class SchemaFunctionIT {

    private static final String ADMIN = "{\"username\":\"function_admin\",\"password\":\"AdminOfTheFunction1\"}";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final List<String> READ_ONLY = List.of("GRANT SELECT, REFERENCES ON `functions`.*");
    private static final List<String> USUAL = List.of(
            "GRANT INSERT ON `functions`.`changes`",
            "GRANT INSERT ON `functions`.`first_answers`",
            "GRANT INSERT ON `functions`.`idempotency_keys`",
            "GRANT INSERT ON `functions`.`timestamps`",
            "GRANT INSERT, UPDATE, DELETE ON `functions`.`users`",
            "GRANT SELECT ON `functions`.*");

    private final Map<String, String> environment = new HashMap<>();
    private LocalAws aws;
    private String url;

    @BeforeEach
    void freshDatabase(Stage stage) throws Exception {
        aws = new LocalAws();
        for (String user : new String[] {"function_admin", "function_writer", "function_reader"}) {
            stage.sql().execute("writer", "DROP USER IF EXISTS " + user + "@'%'");
        }
        stage.sql().execute("writer", "DROP DATABASE IF EXISTS functions");
        stage.sql().execute("writer", "CREATE DATABASE functions");
        stage.sql().execute("writer", "CREATE USER function_admin@'%' IDENTIFIED BY 'AdminOfTheFunction1'");
        stage.sql().execute("writer", "GRANT ALL PRIVILEGES ON functions.* TO function_admin@'%' WITH GRANT OPTION");
        stage.sql().execute("writer", "GRANT CREATE USER ON *.* TO function_admin@'%'");
        // On RDS, the administrator can read the users' privileges in this table
        stage.sql().execute("writer", "GRANT SELECT ON mysql.* TO function_admin@'%'");
        url = stage.data().url("writer").replaceFirst("/threetier\\?", "/functions?");
        environment.putAll(Map.of(
                "WRITER_URL",
                url,
                "WRITER_USER",
                "function_writer",
                "READER_USER",
                "function_reader",
                "ADMIN_SECRET",
                "arn:admin",
                "WRITER_SECRET",
                "arn:writer",
                "READER_SECRET",
                "arn:reader"));
        aws.keep("arn:admin", ADMIN);
        aws.keep("arn:writer", "WriterOfTheFunction1");
        aws.keep("arn:reader", "ReaderOfTheFunction1");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aNewStackGetsTablesAndUsers() throws Exception {
        call("Create");
        assertAnswered("SUCCESS", "");
        try (Connection writer = login("function_writer", "WriterOfTheFunction1");
                Connection reader = login("function_reader", "ReaderOfTheFunction1")) {
            writer.createStatement()
                    .execute("INSERT INTO timestamps (saved_at) VALUES (TIMESTAMP'2022-11-06 03:01:47')");
            reader.createStatement().executeQuery("SELECT saved_at FROM timestamps");
            assertThrows(SQLException.class, () -> writer.createStatement().execute("DELETE FROM timestamps"));
            assertThrows(
                    SQLException.class,
                    () -> reader.createStatement().execute("INSERT INTO timestamps (saved_at) VALUES (NOW(6))"));
        }
    }

    @Test
    void aSecondRunChangesNothing(Stage stage) throws Exception {
        call("Create");
        call("Update");
        assertAnswered("SUCCESS", "");
        assertEquals(
                1,
                stage.sql()
                        .count("writer", "SELECT COUNT(*) FROM functions.flyway_schema_history WHERE version = '1'"));
    }

    /** While the function runs, nodes of the previous version serve requests and open connections. */
    @Test
    void aRunningNodeIsNeverRefused() throws Exception {
        call("Create");
        AtomicInteger logins = new AtomicInteger();
        Clients.ask(
                1,
                () -> {
                    login("function_writer", "WriterOfTheFunction1").close();
                    logins.incrementAndGet();
                },
                () -> {
                    for (int i = 0; i < 10; i++) {
                        call("Update");
                    }
                });
        assertTrue(logins.get() > 10);
    }

    @Test
    void whatAUserMayNotDoIsTakenAway(Stage stage) throws Exception {
        call("Create");
        stage.sql().execute("writer", "GRANT DELETE ON functions.* TO function_writer@'%'");
        call("Update");
        try (Connection writer = login("function_writer", "WriterOfTheFunction1")) {
            assertThrows(SQLException.class, () -> writer.createStatement().execute("DELETE FROM timestamps"));
            writer.createStatement().executeQuery("SELECT saved_at FROM timestamps");
        }
    }

    /** In earlier versions, the writer's user had INSERT on the whole database. */
    @Test
    void privilegesOfTheVersionBeforeAreReplaced(Stage stage) throws Exception {
        call("Create");
        stage.sql().execute("writer", "REVOKE ALL PRIVILEGES, GRANT OPTION FROM function_writer@'%'");
        stage.sql().execute("writer", "GRANT SELECT, INSERT ON functions.* TO function_writer@'%'");
        stage.sql().execute("writer", "GRANT UPDATE, DELETE ON functions.users TO function_writer@'%'");
        AtomicInteger saves = new AtomicInteger();
        Clients.ask(
                1,
                () -> {
                    save();
                    saves.incrementAndGet();
                },
                () -> call("Update"));
        assertTrue(saves.get() > 0);
        assertEquals(USUAL, grants(stage, "function_writer"));
    }

    @Test
    void eachUserHasTheseAndNoOtherPrivileges(Stage stage) throws Exception {
        call("Create");
        assertEquals(USUAL, grants(stage, "function_writer"));
        assertEquals(List.of("GRANT SELECT ON `functions`.*"), grants(stage, "function_reader"));
        stage.sql().execute("writer", "GRANT ALL PRIVILEGES ON functions.* TO function_writer@'%' WITH GRANT OPTION");
        call("Update");
        assertEquals(USUAL, grants(stage, "function_writer"));
    }

    @Test
    void privilegesForATableThatIsGoneAreForgotten(Stage stage) throws Exception {
        call("Create");
        stage.sql().execute("writer", "CREATE TABLE functions.old (id INT)");
        call("Update");
        assertTrue(grants(stage, "function_writer").contains("GRANT INSERT ON `functions`.`old`"));
        stage.sql().execute("writer", "DROP TABLE functions.old");
        call("Update");
        assertEquals(USUAL, grants(stage, "function_writer"));
        assertAnswered("SUCCESS", "");
    }

    /** A connection that is open already obeys too, and so does one that a transaction holds. */
    @Test
    void readOnlyModeHoldsForOpenConnectionsAndOutlivesADeployment(Stage stage) throws Exception {
        stage.sql().execute("writer", "GRANT PROCESS ON *.* TO function_admin@'%'");
        call("Create");
        SchemaFunction function = new SchemaFunction(environment, LIMIT);
        try (Connection open = login("function_writer", "WriterOfTheFunction1")) {
            assertEquals(Map.of("readOnly", false), function.handle(Map.of("ReadOnly", "state")));
            for (int i = 0; i < 2; i++) {
                assertEquals(Map.of("readOnly", true), function.handle(Map.of("ReadOnly", "on")));
            }
            call("Update");
            assertEquals(Map.of("readOnly", true), function.handle(Map.of("ReadOnly", "state")));
            assertEquals(READ_ONLY, grants(stage, "function_writer"));
            assertEquals(
                    1142, assertThrows(SQLException.class, () -> save(open)).getErrorCode());
            assertEquals(1142, assertThrows(SQLException.class, this::save).getErrorCode());
            open.createStatement().executeQuery("SELECT saved_at FROM timestamps");
            assertEquals(Map.of("readOnly", false), function.handle(Map.of("ReadOnly", "off")));
            save(open);
            save();
        }
        assertEquals(USUAL, grants(stage, "function_writer"));
        assertThrows(IllegalArgumentException.class, () -> function.handle(Map.of("ReadOnly", "perhaps")));
    }

    @Test
    void theSwitchReturnsWhenEarlierTransactionsAreFinished(Stage stage) throws Exception {
        stage.sql().execute("writer", "GRANT PROCESS ON *.* TO function_admin@'%'");
        call("Create");
        AtomicBoolean returned = new AtomicBoolean();
        Thread operator = new Thread(() -> {
            try {
                new SchemaFunction(environment, LIMIT).handle(Map.of("ReadOnly", "on"));
                returned.set(true);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        try (Connection open = login("function_writer", "WriterOfTheFunction1")) {
            open.setAutoCommit(false);
            save(open);
            operator.start();
            await("the privilege is gone")
                    .atMost(ONE_MINUTE)
                    .until(() -> grants(stage, "function_writer").equals(READ_ONLY));
            assertThrows(SQLException.class, () -> save(open));
            assertFalse(returned.get(), "the transaction can still commit");
            open.commit();
            operator.join();
        }
        assertTrue(returned.get());
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM functions.timestamps"));
    }

    @Test
    void aBrokenMigrationIsTheReason(Stage stage) throws Exception {
        call("Create");
        // The table exists, but Flyway's history does not list it
        stage.sql().execute("writer", "DELETE FROM functions.flyway_schema_history");
        call("Update");
        assertAnswered("FAILED", "V1__timestamps.sql");
    }

    /**
     * On AWS, only the function and the app nodes can reach the database, so nobody can repair Flyway's history by
     * hand.
     */
    @Test
    void aMigrationThatFailedIsRunAgain(Stage stage) throws Exception {
        stage.sql().execute("writer", "CREATE TABLE functions.timestamps (in_the_way INT)");
        stage.sql()
                .execute("writer", "CREATE TABLE functions.flyway_schema_history LIKE threetier.flyway_schema_history");
        call("Create");
        assertAnswered("FAILED", "V1__timestamps.sql");
        stage.sql().execute("writer", "DROP TABLE functions.timestamps");
        call("Update");
        assertAnswered("SUCCESS", "");
        try (Connection writer = login("function_writer", "WriterOfTheFunction1")) {
            writer.createStatement().executeQuery("SELECT saved_at FROM timestamps");
        }
    }

    /** If the function ignored this file, its table would be missing. */
    @Test
    void aFileWhoseNameIsNoneOfAMigrationIsNamed(@TempDir Path migrations) throws Exception {
        Files.writeString(migrations.resolve("V1_notes.sql"), "CREATE TABLE notes (id INT)");
        Schema schema = new Schema(url, "function_admin", "AdminOfTheFunction1");
        String refusal = assertThrows(FlywayException.class, () -> schema.migrate("filesystem:" + migrations))
                .getMessage();
        assertTrue(refusal.contains("V1_notes.sql"), refusal);
    }

    /** If the function ignored this file, its table would be missing. */
    @Test
    void anEndingInCapitalsIsOneOfAMigration(@TempDir Path migrations) throws Exception {
        Files.writeString(migrations.resolve("V1__NOTES.SQL"), "this is no SQL");
        Schema schema = new Schema(url, "function_admin", "AdminOfTheFunction1");
        String refusal = assertThrows(FlywayException.class, () -> schema.migrate("filesystem:" + migrations))
                .getMessage();
        assertTrue(refusal.contains("V1__NOTES.SQL"), refusal);
    }

    @Test
    void anUnreachableDatabaseIsTheReason() throws Exception {
        environment.put("WRITER_URL", "jdbc:mysql://127.0.0.1:1/functions");
        call("Create");
        assertAnswered("FAILED", "Communications link failure");
    }

    /** The database server accepts the connection but never answers. */
    @Test
    void aDatabaseThatHangsIsTheReason() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            environment.put("WRITER_URL", "jdbc:mysql://127.0.0.1:" + silent.getLocalPort() + "/functions");
            new SchemaFunction(environment, Duration.ofSeconds(2)).handle(event("Create"));
        }
        assertAnswered("FAILED", "not up to date within 2 s");
    }

    @Test
    void aMissingSecretIsTheReason() throws Exception {
        environment.put("READER_SECRET", "arn:nowhere");
        call("Create");
        assertAnswered("FAILED", "There is no such secret.");
    }

    @Test
    void deletingTheStackChangesNothing(Stage stage) throws Exception {
        call("Create");
        environment.put("WRITER_URL", "jdbc:mysql://127.0.0.1:1/functions");
        call("Delete");
        assertAnswered("SUCCESS", "");
        assertTrue(stage.sql().count("writer", "SELECT COUNT(*) FROM functions.flyway_schema_history") > 0);
        login("function_reader", "ReaderOfTheFunction1").close();
    }

    /** A replica refuses every change, so the function must not try one. */
    @Test
    void aRegionThatDoesNotWriteIsLeftAlone() throws Exception {
        Map<String, Object> standby = new HashMap<>(event("Update"));
        standby.put("ResourceProperties", Map.of("Migrations", "2", "Writes", "no"));
        environment.put("WRITER_URL", "jdbc:mysql://127.0.0.1:1/nowhere");
        new SchemaFunction(environment, LIMIT).handle(standby);
        assertAnswered("SUCCESS", "");
    }

    /** A second application has a database and users of its own on the same cluster, and takes its users with it. */
    @Test
    void applicationsDoNotReachEachOthersTables(Stage stage) throws Exception {
        call("Create");
        stage.sql().execute("writer", "DROP DATABASE IF EXISTS besideshop");
        stage.sql().execute("writer", "GRANT ALL PRIVILEGES ON besideshop.* TO function_admin@'%' WITH GRANT OPTION");
        String first = url;
        url = url.replaceFirst("/functions\\?", "/besideshop?");
        environment.put("WRITER_URL", url.replaceFirst("\\?", "?createDatabaseIfNotExist=true&"));
        environment.put("WRITER_USER", "besideshop_writer");
        environment.put("READER_USER", "besideshop_reader");
        environment.put("REMOVE_USERS", "yes");
        call("Create");
        assertAnswered("SUCCESS", "");
        assertEquals(
                USUAL.stream()
                        .map(grant -> grant.replace("`functions`", "`besideshop`"))
                        .toList(),
                grants(stage, "besideshop_writer"));
        assertEquals(USUAL, grants(stage, "function_writer"));
        for (String role : List.of("writer", "reader")) {
            String password = role.equals("writer") ? "WriterOfTheFunction1" : "ReaderOfTheFunction1";
            try (Connection own = login("besideshop_" + role, password);
                    Connection other = DriverManager.getConnection(first, "function_" + role, password)) {
                own.createStatement().executeQuery("SELECT saved_at FROM timestamps");
                refuses(own, "SELECT saved_at FROM functions.timestamps");
                refuses(own, "INSERT INTO functions.timestamps (saved_at) VALUES (NOW(6))");
                refuses(own, "USE functions");
                refuses(own, "SELECT user FROM mysql.user");
                refuses(other, "SELECT saved_at FROM besideshop.timestamps");
                refuses(other, "INSERT INTO besideshop.timestamps (saved_at) VALUES (NOW(6))");
                refuses(other, "USE besideshop");
            }
        }
        call("Delete");
        assertAnswered("SUCCESS", "");
        assertThrows(
                SQLException.class,
                () -> login("besideshop_writer", "WriterOfTheFunction1").close());
        assertThrows(
                SQLException.class,
                () -> login("besideshop_reader", "ReaderOfTheFunction1").close());
        assertTrue(stage.sql().count("writer", "SELECT COUNT(*) FROM besideshop.flyway_schema_history") > 0);
        assertEquals(USUAL, grants(stage, "function_writer"));
        environment.put("WRITER_URL", "jdbc:mysql://127.0.0.1:1/besideshop");
        call("Delete");
        assertAnswered("SUCCESS", "");
    }

    private static void refuses(Connection connection, String sql) {
        int code = assertThrows(
                        SQLException.class, () -> connection.createStatement().execute(sql))
                .getErrorCode();
        assertTrue(code == 1142 || code == 1044, sql + ": " + code);
    }

    @Test
    void anAnswerThatIsRefusedIsSentAgain() throws Exception {
        aws.refuse(2);
        call("Create");
        assertEquals(3, aws.answers().size());
        assertAnswered("SUCCESS", "");
    }

    /** If the function fails, AWS calls it again. */
    @Test
    void anAnswerThatIsNeverTakenIsAFailure() throws Exception {
        aws.refuse(3);
        assertTrue(assertThrows(IOException.class, () -> call("Create"))
                .getMessage()
                .contains("403"));
        call("Create");
        assertAnswered("SUCCESS", "");
    }

    @Test
    @Tag("mysql-only")
    void aRotationNeverRefusesARunningNode(Stage stage) throws Exception {
        // Aurora's administrator may read this table
        stage.sql().execute("writer", "GRANT SELECT ON mysql.user TO function_admin@'%'");
        call("Create");
        SchemaFunction function = new SchemaFunction(environment, LIMIT);
        for (int i = 0; i < 2; i++) {
            function.handle(Map.of("Rotate", "begin"));
            login("function_writer", "WriterOfTheFunction1").close();
            login("function_reader", aws.current("arn:reader")).close();
        }
        String writer = aws.current("arn:writer");
        assertNotEquals("WriterOfTheFunction1", writer);
        function.handle(Map.of("Rotate", "end"));
        login("function_writer", writer).close();
        assertThrows(
                SQLException.class,
                () -> login("function_writer", "WriterOfTheFunction1").close());
        function.handle(Map.of("Rotate", "begin"));
        assertNotEquals(writer, aws.current("arn:writer"));
        login("function_writer", writer).close();
    }

    private void save() throws SQLException {
        try (Connection writer = login("function_writer", "WriterOfTheFunction1")) {
            save(writer);
        }
    }

    private static void save(Connection writer) throws SQLException {
        writer.createStatement().execute("INSERT INTO timestamps (saved_at) VALUES (NOW(6))");
    }

    /** The lines of SHOW GRANTS without the login itself, each up to the word TO, in the order of the alphabet. */
    private static List<String> grants(Stage stage, String user) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (Connection admin = stage.sql().connect("writer");
                ResultSet lines = admin.createStatement().executeQuery("SHOW GRANTS FOR " + user + "@'%'")) {
            while (lines.next()) {
                grants.add(lines.getString(1).replaceFirst(" TO `.*", ""));
            }
        }
        grants.remove("GRANT USAGE ON *.*");
        Collections.sort(grants);
        return grants;
    }

    private void call(String type) throws Exception {
        new SchemaFunction(environment, LIMIT).handle(event(type));
    }

    private Map<String, Object> event(String type) {
        return Map.of(
                "RequestType",
                type,
                "ResponseURL",
                aws.address("/answer?signature=1%2F2"),
                "StackId",
                "arn:aws:cloudformation:eu-central-1:111122223333:stack/three-tier/1",
                "RequestId",
                "request-1",
                "LogicalResourceId",
                "Schema",
                "ResourceType",
                "Custom::Schema",
                "ResourceProperties",
                Map.of("ServiceToken", "arn:aws:lambda:1", "Migrations", "1"));
    }

    private void assertAnswered(String status, String reason) {
        String answer = aws.answers().get(aws.answers().size() - 1);
        assertTrue(answer.startsWith("PUT {\"Status\":\"" + status + "\"") && answer.contains(reason), answer);
        assertTrue(
                answer.contains("\"RequestId\":\"request-1\"")
                        && answer.contains("\"LogicalResourceId\":\"Schema\"")
                        && answer.contains("\"PhysicalResourceId\":\"schema\"")
                        && answer.contains("stack/three-tier/1"),
                answer);
        assertTrue(
                aws.answers().stream().noneMatch(sent -> sent.contains("OfTheFunction1")),
                "an answer contains a password");
    }

    private Connection login(String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
