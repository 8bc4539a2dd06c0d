package threetier.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What concerns AJP alone; the contract over AJP is the same tests as over HTTP. */
@Tag("stage")
class AjpIT {

    private static final Workspace WORKSPACE = Workspace.fresh("ajp");

    private static Stage stage;

    @BeforeAll
    static void raise() {
        stage = Stage.start(WORKSPACE, new Shape(0, 1, 1, Shape.Protocol.AJP, "256m"), System.out::println);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() throws Exception {
        assertEquals(200, new Site(stage.url()).get("/read").statusCode());
        Site stranger = new Site(Stage.address(stage.startStranger("web-stranger")));
        assertEquals(200, stranger.get("/web-health").statusCode());
        assertEquals(503, stranger.get("/read").statusCode());
    }

    /** The file that the listener reads is removed by the launcher when it sees that the node is ready. */
    @Test
    void onceTheNodeHasStartedTheSecretIsInNoFileAndNoProcessList() throws Exception {
        String secret = stage.ajpSecret();
        Path secretFile = WORKSPACE.work("app-1").resolve("server/ajp.properties");
        for (int i = 0; i < 600 && Files.exists(secretFile); i++) {
            Command.pause(50);
        }
        for (Node node : new Nodes(WORKSPACE).all()) {
            Path arguments = Path.of("/proc/" + node.pid() + "/cmdline");
            assertFalse(Files.readString(arguments).contains(secret), node.name());
        }
        try (Stream<Path> files = Files.walk(WORKSPACE.home())) {
            List<Path> holding = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(WORKSPACE.data("")) && !file.toString().endsWith(".jar"))
                    .filter(file -> new String(bytes(file), StandardCharsets.ISO_8859_1).contains(secret)).toList();
            assertEquals(List.of(), holding);
        }
    }

    @Test
    void theListenerIsOnTheLoopbackAddress() {
        assertEquals(List.of(), stage.socketsOpenToOthers());
        assertTrue(Sockets.listening(stage.node("app-1")).size() >= 2);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            return new byte[0];
        }
    }
}
