package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;

/**
 * Tests the function that compares a restored database, with requests like those of {@code restore-test} and of the
 * state machine. Both databases are on one server, so the name of the database takes the place of the host.
 */
@OnStage
class RestoreProofFunctionIT {

    private static final String PASSWORD = "AdminOfTheRestore1";

    private LocalAws aws;
    private Map<String, String> environment;

    @BeforeEach
    void twoDatabases(Stage stage) throws Exception {
        aws = new LocalAws();
        stage.sql().execute("writer", "DROP USER IF EXISTS restore_admin@'%'");
        stage.sql().execute("writer", "CREATE USER restore_admin@'%' IDENTIFIED BY '" + PASSWORD + "'");
        stage.sql().execute("writer", "GRANT ALL PRIVILEGES ON *.* TO restore_admin@'%' WITH GRANT OPTION");
        String url = stage.data().url("writer").replaceFirst("/threetier\\?", "/%s?");
        for (String database : new String[] {"insource", "inrestored"}) {
            stage.sql().execute("writer", "DROP DATABASE IF EXISTS " + database);
            stage.sql().execute("writer", "CREATE DATABASE " + database);
            new Schema(url.replace("%s", database), "restore_admin", PASSWORD).migrate();
            stage.sql()
                    .execute(
                            "writer",
                            "INSERT INTO " + database + ".timestamps (id, saved_at) VALUES"
                                    + " (1, TIMESTAMP'2022-11-06 03:01:47'), (2, TIMESTAMP'2022-11-06 03:02:47'),"
                                    + " (3, TIMESTAMP'2022-11-06 03:03:47')");
        }
        String login = "{\"username\":\"restore_admin\",\"password\":\"" + PASSWORD + "\"}";
        aws.keep("arn:admin", login);
        aws.keep("arn:restored", login);
        environment = Map.of("DATABASE_URL", url, "SOURCE_HOST", "insource", "ADMIN_SECRET", "arn:admin");
    }

    @AfterEach
    void remove(Stage stage) throws Exception {
        aws.close();
        stage.sql().execute("writer", "DROP DATABASE insource");
        stage.sql().execute("writer", "DROP DATABASE inrestored");
        stage.sql().execute("writer", "DROP USER restore_admin@'%'");
    }

    @Test
    void theReportHasTheRowsOfEachTable() throws Exception {
        String report = call("inrestored", "arn:restored");
        assertTrue(report.startsWith("structure ") && report.contains(", timestamps 3"), report);
    }

    @Test
    void aMissingRowIsTheReason(Stage stage) throws Exception {
        stage.sql().execute("writer", "DELETE FROM inrestored.timestamps WHERE id = 2");
        String reason = assertThrows(IOException.class, () -> call("inrestored", "arn:restored"))
                .getMessage();
        assertTrue(reason.startsWith("1 faults, first timestamps: "), reason);
    }

    @Test
    void aDatabaseThatDoesNotExistIsTheReason() {
        String reason = assertThrows(IOException.class, () -> call("nowhere", "arn:restored"))
                .getMessage();
        assertTrue(reason.contains("nowhere") && !reason.contains(PASSWORD), reason);
    }

    /** Such a host could switch off TLS in the address. */
    @Test
    void aHostThatIsNoneIsRefused() {
        assertEquals(
                "\"inrestored?sslMode=DISABLED&\" is not the name of a host",
                assertThrows(IOException.class, () -> call("inrestored?sslMode=DISABLED&", "arn:restored"))
                        .getMessage());
        assertEquals(
                "The event lacks Host.",
                assertThrows(IOException.class, () -> new RestoreProofFunction(environment).handle(Map.of()))
                        .getMessage());
    }

    private String call(String host, String secret) throws Exception {
        return new RestoreProofFunction(environment).handle(Map.of("Host", host, "Secret", secret));
    }
}
