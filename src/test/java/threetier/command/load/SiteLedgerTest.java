package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A load on a site that breaks its promises: it acknowledges each write with the same entry, and hides it at first. */
@Timeout(60)
class SiteLedgerTest {

    private static final String ENTRY = "{\"id\": 7, \"savedAt\": \"2022-11-06T03:01:47.123456Z\"}";

    @TempDir
    private Path folder;

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void brokenPromisesAreReported() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        LoadPlan plan = new LoadPlan(url, 1, 1, "", new Mix(1, 1), true);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertFalse(new LoadRun(plan, out, false).run(folder.resolve("load.svg")));
        String ledger = said.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*\n(ledger: )", "$1");
        int all = writes.get();
        assertTrue(
                ledger.matches(String.format(
                        "ledger: %,d writes acknowledged; 0 missing, %,d acknowledged twice, [\\d,]+ out of order; ([\\d,]+) of \\1 own writes not seen\n",
                        all, all - 1)),
                ledger);
        assertEquals(3, looks.get(), "pages read: a failure, an empty page, the entry");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        switch (request) {
            case "POST /timestamps" -> {
                writes.incrementAndGet();
                send(exchange, 201, ENTRY);
            }
            case "GET /timestamps?limit=1000" -> {
                int look = looks.incrementAndGet();
                send(exchange, look == 1 ? 503 : 200, look <= 2 ? "[]" : "[" + ENTRY + "]");
            }
            default -> send(exchange, 404, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
