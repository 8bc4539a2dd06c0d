package threetier.command.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a relay between a client and two servers. A server answers every byte with its name, which is one byte. */
@Timeout(60)
class RelayTest {

    private ServerSocket first;
    private ServerSocket second;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        first = server('a');
        second = server('b');
        relay = Relay.to(first.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        first.close();
        second.close();
    }

    @Test
    void passesOn() throws IOException {
        try (Socket client = connect()) {
            assertEquals('a', ask(client));
            assertEquals('a', ask(client));
        }
    }

    @Test
    void leadsNewConnectionsElsewhereAndLeavesOldOnes() throws IOException {
        try (Socket before = connect()) {
            ask(before);
            relay.lead(second.getLocalPort());
            try (Socket after = connect()) {
                assertEquals('b', ask(after));
            }
            assertEquals('a', ask(before));
        }
    }

    @Test
    void delaysEachQuery() throws IOException {
        relay.delay(Duration.ofMillis(60));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            ask(client);
            ask(client);
            assertTrue(System.nanoTime() - start >= 120_000_000L);
        }
    }

    @Test
    void deliversAnswersLater() throws IOException {
        relay.latency(Duration.ofMillis(60));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            ask(client);
            assertTrue(System.nanoTime() - start >= 60_000_000L);
        }
    }

    @Test
    void cutsConnectionsAndTakesNewOnes() throws IOException {
        try (Socket client = connect()) {
            ask(client);
            relay.cut();
            assertBroken(client);
        }
        try (Socket again = connect()) {
            assertEquals('a', ask(again));
        }
    }

    @Test
    void refusesUntilItIsHealed() throws IOException {
        relay.refuse();
        try (Socket client = connect()) {
            assertBroken(client);
        }
        relay.heal();
        try (Socket client = connect()) {
            assertEquals('a', ask(client));
        }
    }

    @Test
    void inTheSilenceNothingArrivesAndNothingBreaks() throws IOException {
        try (Socket client = connect()) {
            ask(client);
            relay.swallow();
            client.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, () -> ask(client));
            relay.heal();
            client.setSoTimeout(20_000);
            assertEquals('a', client.getInputStream().read());
        }
    }

    @Test
    void aServerThatIsAwayBreaksTheConnection() throws IOException {
        // The socket is bound, so that no other process gets the port, but it does not listen
        try (Socket mute = new Socket()) {
            mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            relay.lead(mute.getLocalPort());
            try (Socket client = connect()) {
                assertBroken(client);
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static int ask(Socket client) throws IOException {
        client.getOutputStream().write('?');
        return client.getInputStream().read();
    }

    /** Asserts that the connection is broken. Depending on timing, the client sees its end or a reset. */
    private static void assertBroken(Socket client) {
        try {
            assertEquals(-1, ask(client));
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("the connection is still open", silence);
        } catch (IOException broken) {
            // A reset also means that the connection is broken
        }
    }

    private static ServerSocket server(char name) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket client = server.accept();
                daemon(() -> {
                    while (client.getInputStream().read() >= 0) {
                        client.getOutputStream().write(name);
                    }
                });
            }
        });
        return server;
    }

    private interface Work {

        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The test has ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
