package threetier.pool.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseSocketTest {

    private final DatabaseSocket socket = new DatabaseSocket();
    private ServerSocket listener;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.connect(listener.getLocalSocketAddress());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
        listener.close();
    }

    @Test
    void whatComesInTimeIsRead() throws IOException {
        socket.setSoTimeout(10_000);
        server.getOutputStream().write("answers".getBytes());
        assertEquals('a', socket.getInputStream().read());
        assertEquals("nswers", new String(socket.getInputStream().readNBytes(6)));
        server.shutdownOutput();
        assertEquals(-1, socket.getInputStream().read(new byte[1], 0, 1));
    }

    @Test
    void aSilentServerIsNotWaitedForLongerAndNotReadFromAgain() throws IOException {
        socket.setSoTimeout(100);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        assertTrue(socket.isClosed(), "a late answer would be taken for the next one");
    }

    @Test
    void withoutALimitOthersLimitsDoNotEndIt() throws IOException {
        CompletableFuture<Integer> read = reading();
        assertThrows(SocketTimeoutException.class, () -> {
            try (DatabaseSocket silent = new DatabaseSocket()) {
                silent.connect(listener.getLocalSocketAddress());
                silent.setSoTimeout(100);
                silent.getInputStream().read();
            }
        });
        assertFalse(read.isDone());
        server.getOutputStream().write(2);
        assertEquals(2, read.join());
    }

    @Test
    void whoClosesItIsNotSaidToBeLate() throws IOException {
        socket.setSoTimeout(10_000);
        CompletableFuture<Integer> read = reading();
        socket.close();
        Throwable failure =
                assertThrows(CompletionException.class, read::join).getCause().getCause();
        assertEquals(SocketException.class, failure.getClass());
    }

    @Test
    void aLimitIsAsItWasSet() {
        assertEquals(0, socket.getSoTimeout());
        socket.setSoTimeout(1_200);
        assertEquals(1_200, socket.getSoTimeout());
        assertThrows(IllegalArgumentException.class, () -> socket.setSoTimeout(-1));
    }

    private CompletableFuture<Integer> reading() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return socket.getInputStream().read();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
