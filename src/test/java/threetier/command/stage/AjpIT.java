package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.database.StageSecrets;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.stage.Inside;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** Tests of behaviour that is specific to AJP. The tests of all requests run over both HTTP and AJP. */
@Tag("stage")
class AjpIT {

    private static final Workspace WORKSPACE = TestDatabase.workspace("ajp");

    private static Stage stage;

    @BeforeAll
    static void raise() {
        stage = Stage.start(
                WORKSPACE,
                Shape.of(1, 1, "256m").over(Shape.Protocol.AJP).on(TestDatabase.chosen()),
                System.out::println);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() throws Exception {
        assertEquals(200, new Site(stage.url()).get("/read").statusCode());
        Site stranger = new Site(stranger().url());
        assertEquals(200, stranger.get("/web-health").statusCode());
        assertEquals(503, stranger.get("/read").statusCode());
    }

    /** The launcher deletes the listener's secret file as soon as the node is ready. */
    @Test
    void onceTheNodeHasStartedTheSecretIsInNoFileAndNoProcessList() throws Exception {
        String secret = secret();
        Path secretFile = WORKSPACE.work("app-1").resolve("server/ajp.properties");
        await("the file is removed")
                .atMost(ONE_MINUTE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.notExists(secretFile));
        for (Node node : new Nodes(WORKSPACE).all()) {
            Path arguments = Path.of("/proc/" + node.pid() + "/cmdline");
            assertFalse(Files.readString(arguments).contains(secret), node.name());
        }
        try (Stream<Path> files = Files.walk(WORKSPACE.home())) {
            List<Path> holding = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(WORKSPACE.data(""))
                            && !file.toString().endsWith(".jar"))
                    .filter(file -> new String(bytes(file), StandardCharsets.ISO_8859_1).contains(secret))
                    .toList();
            assertEquals(List.of(), holding);
        }
    }

    @Test
    void theListenerIsOnTheLoopbackAddress() {
        assertEquals(List.of(), new Inside(stage).socketsOpenToOthers());
        assertTrue(Inside.sockets(stage.node("app-1")).size() >= 2);
    }

    @Test
    void computationsAreOffUnlessSwitchedOn() throws Exception {
        for (String path : List.of("/load?number=7", "/load")) {
            HttpResponse<String> answer = new Site(stage.url()).get(path);
            assertEquals(404, answer.statusCode());
            assertEquals("application/problem+json", Site.header(answer, "Content-Type"));
            assertTrue(answer.body().contains("There is nothing at this address."), answer.body());
        }
    }

    /** A web node without the app tier's secret. */
    private static Node stranger() {
        return new WebTier(WORKSPACE, new Nodes(WORKSPACE))
                .start("web-stranger", Ports.free(), stage.appTierUrl(), StageSecrets.password(), Duration.ZERO);
    }

    /** The secret, from the node's environment. */
    private static String secret() throws IOException {
        String environment =
                Files.readString(Path.of("/proc/" + stage.node("app-1").pid() + "/environ"));
        return Arrays.stream(environment.split("\0"))
                .filter(variable -> variable.startsWith("AJP_SECRET="))
                .map(variable -> variable.substring("AJP_SECRET=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            return new byte[0];
        }
    }
}
