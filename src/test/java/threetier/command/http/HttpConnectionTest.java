package threetier.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpConnectionTest {

    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void readsABodyByItsLengthOrInChunks() throws IOException {
        assertEquals(
                "abc", ask("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc").body());
        assertEquals(
                "abcde",
                ask("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                        .body());
    }

    @Test
    void knowsStatusAndHeaders() throws IOException {
        Reply reply =
                ask("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nX: a\r\nX: b\r\nContent-Length: 0\r\n\r\n");
        assertEquals(503, reply.status());
        assertEquals("1", reply.header("retry-after"));
        assertEquals("a, b", reply.header("x"));
    }

    @Test
    void readsABodyWithoutALengthToTheEnd() throws IOException {
        assertEquals("abc", ask("HTTP/1.1 200 OK\r\n\r\nabc").body());
    }

    /** An interim response precedes the final response. The parsed head contains both, as received. */
    @Test
    void theFinalAnswerCounts() throws IOException {
        Reply reply = ask("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n");
        assertEquals(204, reply.status());
        assertEquals("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", reply.text());
    }

    @Test
    void whatIsNoAddressOfASiteIsRefused() {
        for (String url : new String[] {"site", "ftp://site", "http:///path", "//site"}) {
            assertThrows(IllegalArgumentException.class, () -> new HttpConnection(url, Duration.ofSeconds(1)), url);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        assertThrows(IOException.class, () -> ask("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"));
        assertThrows(IOException.class, () -> ask("HTTP/1.1 200 OK\r\nContent-"));
    }

    @Test
    void aLengthThatIsNoneIsNoAnswer() {
        assertThrows(IOException.class, () -> ask("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"));
        for (String chunk : new String[] {"-1", ";", "x"}) {
            String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + "\r\n";
            assertThrows(IOException.class, () -> ask(answer), chunk);
        }
    }

    @Test
    void nothingIsSentTwice() {
        assertThrows(IOException.class, () -> ask(""));
        assertEquals(1, requests.get());
    }

    /** Parses this response of a server that then closes the connection. */
    private Reply ask(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpConnection line =
                        new HttpConnection("http://127.0.0.1:" + server.getLocalPort(), Duration.ofSeconds(20))) {
            Thread thread = new Thread(() -> serve(server, answer));
            thread.setDaemon(true);
            thread.start();
            return line.send("GET", "/", "");
        }
    }

    private void serve(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[1_000]);
                requests.incrementAndGet();
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
