package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownHostTest {

    private static final String ADVICE = " does not resolve. Correct it, or the name service of this machine.";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.example:3306/threetier, db.example: Name or service not known, the host name db.example in WRITER_URL",
        "jdbc:mysql://db.example/threetier?sslMode=DISABLED, db.example, the host name db.example in WRITER_URL",
        "'jdbc:mysql://127.0.0.1:3306,db.example:3306/threetier', db.example, the host name db.example in WRITER_URL",
        "jdbc:mysql://127.0.0.1/threetier, truststore.example, the host name truststore.example in AUTHORITIES_URL",
    })
    void theVariableThatHoldsTheNameIsNamed(String url, String unknown, String said) {
        Map<String, String> environment =
                Map.of("WRITER_URL", url, "AUTHORITIES_URL", "https://truststore.example/global-bundle.pem");
        SQLException failure = new SQLException("Communications link failure", new UnknownHostException(unknown));
        assertEquals(said + ADVICE, UnknownHost.orMessage(failure, environment));
    }

    @Test
    void aNameThatIsInNoVariableIsNamedAllTheSame() {
        assertEquals(
                "a host name does not resolve: secrets.example",
                UnknownHost.orMessage(new UnknownHostException("secrets.example"), Map.of()));
    }

    @Test
    void anythingElseSaysItself() {
        SQLException failure = new SQLException("Communications link failure", new ConnectException("refused"));
        assertEquals(
                "Communications link failure",
                UnknownHost.orMessage(failure, Map.of("WRITER_URL", "jdbc:mysql://refused/threetier")));
    }

    /** Runs the migrations with Flyway and the driver, in a process that can resolve only the hosts of a file. */
    @Test
    void aRunOfTheMigrationsNamesIt() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        Path output = folder.resolve("output");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Schema.class.getName());
        java.environment()
                .putAll(Map.of(
                        "WRITER_URL", "jdbc:mysql://db.example:3306/threetier",
                        "ADMIN_USER", "admin",
                        "ADMIN_PASSWORD", "none"));
        Process schema =
                java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertTrue(schema.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, schema.exitValue());
        assertTrue(
                Files.readString(output).endsWith("schema: the host name db.example in WRITER_URL" + ADVICE + "\n"),
                Files.readString(output));
    }
}
