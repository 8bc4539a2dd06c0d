package threetier.command.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/**
 * An app node that dies after it has accepted a request may have saved the entry. httpd must therefore never send a
 * request again, not even a GET.
 */
@Tag("stage")
class ResendIT {

    private static final String WARM = "/warm";

    private final AtomicInteger taken = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "http, POST, X: y",
        "http, GET, X: y",
        "http, POST, Expect: 100-continue",
        "ajp, POST, X: y",
        "ajp, GET, X: y"
    })
    void whatMayHaveBeenDoneIsNotSentAgain(String protocol, String method, String header) throws Exception {
        Workspace workspace = TestDatabase.workspace("resend");
        try (ServerSocket appTier = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> serve(appTier)).start();
            Node web = new WebTier(workspace, new Nodes(workspace))
                    .start(
                            "web-1",
                            Ports.free(),
                            protocol + "://127.0.0.1:" + appTier.getLocalPort(),
                            "secret",
                            Duration.ZERO);
            try {
                Site site = new Site(web.url());
                // A proxy is most likely to resend after the failure of a reused connection. Each of httpd's children
                // has its own connection
                for (int i = 0; protocol.equals("http") && i < 16; i++) {
                    assertTrue(site.raw("GET " + WARM + " HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200 "));
                }
                site.raw(method + " /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n" + header
                        + "\r\n\r\n");
                assertEquals(1, taken.get());
            } finally {
                web.stop(Duration.ofSeconds(10));
            }
        }
    }

    private void serve(ServerSocket appTier) {
        try {
            while (true) {
                Socket connection = appTier.accept();
                new Thread(() -> answerAndDie(connection)).start();
            }
        } catch (IOException closed) {
            // The test has ended
        }
    }

    private void answerAndDie(Socket connection) {
        try (connection) {
            while (request(connection.getInputStream()).contains(" " + WARM + " ")) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            taken.incrementAndGet();
        } catch (IOException closed) {
            // httpd has closed an unused connection
        }
    }

    /** Reads a request; small ones arrive in one piece. */
    private static String request(InputStream in) throws IOException {
        byte[] bytes = new byte[8192];
        int length = in.read(bytes);
        if (length < 0) {
            throw new IOException("closed by httpd");
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
