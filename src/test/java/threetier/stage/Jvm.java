package threetier.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import threetier.command.process.Program;
import threetier.command.stage.Stage;

/** The JVM of an app node. */
public record Jvm(ProcessHandle process) {

    public static Jvm of(Stage stage, String node) {
        return new Jvm(stage.node(node)
                .processes()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow());
    }

    /** The JVM of a node after requests to both databases. */
    public static Jvm afterWork(Site site, Stage stage, String node) throws IOException {
        assertEquals(200, site.get("/write").statusCode());
        assertEquals(200, site.get("/read").statusCode());
        return of(stage, node);
    }

    /** The output of a {@code jcmd} command. */
    public String asked(String command) {
        return new Program(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .output();
    }

    public Runtime.Version version() throws IOException {
        Path home = Path.of(process.info().command().orElseThrow()).getParent().getParent();
        return Files.readAllLines(home.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> Runtime.Version.parse(line.replaceAll(".*\"(.*)\"", "$1")))
                .findFirst()
                .orElseThrow();
    }
}
