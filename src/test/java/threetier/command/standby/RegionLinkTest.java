package threetier.command.standby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.process.LoopbackServer;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/** Tests the network between the regions with a server that sends back every byte. */
@Timeout(60)
class RegionLinkTest {

    private static final int SILENCE_MILLIS = 300;

    @TempDir
    private Path home;

    @Test
    void whatIsSentAfterACutDoesNotArriveUntilTheLinkIsBack() throws IOException {
        Workspace workspace = new Workspace(Workspace.projectFolder(), home);
        RegionLink link = new RegionLink(workspace);
        try (LoopbackServer server = LoopbackServer.start("echo", RegionLinkTest::echo)) {
            link.start(Map.of(LocalRegion.FIRST, server.port()), Duration.ZERO);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port(LocalRegion.FIRST))) {
                client.setSoTimeout(20_000);
                assertEquals('1', ask(client, '1'));

                link.cut();
                client.setSoTimeout(SILENCE_MILLIS);
                assertThrows(SocketTimeoutException.class, () -> ask(client, '2'));

                link.latency(Duration.ZERO);
                client.setSoTimeout(20_000);
                assertEquals('2', client.getInputStream().read());
            }
        } finally {
            new Nodes(workspace).all().forEach(Node::kill);
        }
    }

    private static int ask(Socket client, int letter) throws IOException {
        client.getOutputStream().write(letter);
        return client.getInputStream().read();
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException closed) {
            // The test has ended
        }
    }
}
