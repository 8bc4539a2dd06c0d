package threetier.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import threetier.stage.OnStage;
import threetier.stage.Site;
import threetier.stage.Stage;

/** Which threads serve requests follows from the Java that runs the node. */
@OnStage
class RequestThreadsIT {

    @Test
    void theyAreVirtualWhereTheyDoNotHoldUpOthers(Site site, Stage stage) throws Exception {
        assertEquals(200, site.get("/read").statusCode());
        ProcessHandle java = ProcessHandle.of(stage.node("app-1").pid()).stream().flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").endsWith("/java")).findFirst().orElseThrow();
        Process look = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(java.pid()), "Thread.print")
                .start();
        String threads = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, look.waitFor());
        assertEquals(version(java).compareTo(Runtime.Version.parse("25.0.3")) < 0, threads.contains("\"http-thread-pool::http-listener("), threads);
    }

    private static Runtime.Version version(ProcessHandle java) throws IOException {
        Path home = Path.of(java.info().command().orElseThrow()).getParent().getParent();
        return Files.readAllLines(home.resolve("release")).stream().filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> Runtime.Version.parse(line.replaceAll(".*\"(.*)\"", "$1"))).findFirst().orElseThrow();
    }
}
