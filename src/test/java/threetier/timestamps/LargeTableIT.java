package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests with a list of 30 MB. Several such lists as entities would not fit into the heap of an app node (256 MiB). */
@OnStage
class LargeTableIT {

    private static final int ROWS = 1_200_000;

    @BeforeEach
    void fill(Stage stage) throws Exception {
        long missing = ROWS - stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps");
        stage.sql().fill((int) missing);
    }

    @AfterAll
    static void empty(Stage stage) throws Exception {
        stage.sql().truncate();
    }

    @Test
    void severalClientsReadAllOfIt(Site site) throws Exception {
        Thread[] clients = new Thread[4];
        long[] bytes = new long[clients.length];
        for (int i = 0; i < clients.length; i++) {
            int client = i;
            clients[i] = new Thread(() -> bytes[client] = length(site));
            clients[i].start();
        }
        for (int i = 0; i < clients.length; i++) {
            clients[i].join();
            assertEquals(27 + 25L * (ROWS - 1), bytes[i]);
        }
    }

    /**
     * A client must be able to distinguish a partial list from a complete list. Over AJP, a partial list only lacks its
     * closing bracket.
     */
    @Test
    @Tag("http-only")
    void aListThatLosesEntriesOnTheWayIsBrokenOff(Site site, Stage stage) throws Exception {
        try (InputStream body = open(site)) {
            body.readNBytes(1_000);
            stage.sql().execute("writer", "DELETE FROM threetier.timestamps WHERE id > " + (ROWS / 2) + " LIMIT 10");
            stage.sql().awaitReplica();
            assertThrows(IOException.class, body::readAllBytes);
        }
    }

    /**
     * The client connects to the app node directly and has a small receive buffer. Most of the answer is therefore
     * still unwritten when the client disconnects.
     */
    @Test
    void aClientThatLeavesEarlyIsOneLineOfTheLog(Stage stage) throws Exception {
        int before = new Inside(stage).log("app-1").size();
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4_096);
            client.connect(
                    new InetSocketAddress("127.0.0.1", stage.node("app-1").port()));
            client.getOutputStream()
                    .write("GET /read HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(1_000);
        }
        assertEquals(
                1,
                new Inside(stage)
                        .awaitLogged("app-1", before, "A client disconnected before the end of its response")
                        .size());
        assertEquals(List.of(), new Inside(stage).stackTraces("app-1", before));
    }

    private static long length(Site site) {
        try (InputStream body = open(site)) {
            return body.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException failure) {
            return -1;
        }
    }

    private static InputStream open(Site site) throws IOException {
        return site.exchange(
                        HttpRequest.newBuilder(URI.create(site.url() + "/read")).build(), BodyHandlers.ofInputStream())
                .body();
    }
}
