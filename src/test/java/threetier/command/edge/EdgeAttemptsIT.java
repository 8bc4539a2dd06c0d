package threetier.command.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static threetier.command.edge.EdgeVisitor.header;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.command.template.Template;

/** How often the edge sends a request to a site that gives no answer, and what it answers itself. */
@Tag("stage")
@Tag("http-only")
@Tag("mariadb-only")
class EdgeAttemptsIT {

    private static final ConcurrentLinkedQueue<String> ARRIVED = new ConcurrentLinkedQueue<>();

    private static ServerSocket site;
    private static Nodes nodes;
    private static EdgeVisitor visitor;

    /** The read time-out is 5 s, so that a silent site is noticed soon. */
    @BeforeAll
    static void raise(@TempDir Path templates) throws Exception {
        for (Map.Entry<String, String> one :
                Template.texts(Path.of("cloudformation")).entrySet()) {
            Files.writeString(
                    templates.resolve(one.getKey()),
                    one.getValue().replace("OriginReadTimeout: 65", "OriginReadTimeout: 5"));
        }
        site = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(EdgeAttemptsIT::accept);
        thread.setDaemon(true);
        thread.start();
        Workspace workspace = Workspace.fresh("edge-attempts");
        nodes = new Nodes(workspace);
        Edge edge = new Edge(workspace, nodes, templates);
        visitor = new EdgeVisitor(edge.start(Ports.free(), Ports.free(), site.getLocalPort()), edge.authority());
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.stopAll(System.out::println);
        site.close();
    }

    @BeforeEach
    void forget() {
        ARRIVED.clear();
    }

    private static void accept() {
        while (!site.isClosed()) {
            try {
                Socket client = site.accept();
                new Thread(() -> serve(client)).start();
            } catch (IOException closed) {
                // The test has ended
            }
        }
    }

    /** Answers requests for {@code /fine}, is silent for those with {@code ?silent}, and closes all others. */
    private static void serve(Socket client) {
        try (client) {
            byte[] head = new byte[100_000];
            String request =
                    new String(head, 0, Math.max(0, client.getInputStream().read(head)), StandardCharsets.ISO_8859_1);
            ARRIVED.add(request);
            if (request.contains("/fine")) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
                // A server that keeps the connection, and does not answer the next request
                client.getInputStream().read(head);
            } else if (request.contains("?silent")) {
                client.getInputStream().read(head);
            }
        } catch (IOException gone) {
            // The edge has closed the connection
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /read, 2",
        "HEAD, /read, 2",
        "GET, /assets/1/page.css, 2",
        "GET, /web-health, 2",
        "GET, /write, 1",
        "HEAD, /write, 1",
        "POST, /write, 1",
        "GET, /timestamps, 1",
        "POST, /timestamps, 1",
        "PUT, /users/1, 1",
        "DELETE, /users/1, 1",
        "PATCH, /users/1, 1",
        "GET, /anything, 1",
    })
    void sendsOnlyAReadAgain(String method, String path, int attempts) throws Exception {
        for (int turn = 0; turn < 2; turn++) {
            // The connection to the site that this request leaves must not be used for the next one
            assertEquals(200, visitor.get("/fine").statusCode());
            ARRIVED.clear();
            HttpResponse<String> answer = visitor.send(method, path, "");
            assertEquals(502, answer.statusCode());
            assertEquals(attempts, ARRIVED.size(), () -> String.join("\n", ARRIVED));
        }
    }

    @Test
    void aBodyIsSentOnceToo() throws Exception {
        assertEquals(502, visitor.send("POST", "/users", "{}").statusCode());
        assertEquals(1, ARRIVED.size());
    }

    @Test
    void answersForABrokenOrSilentSiteWithItsPages() throws Exception {
        HttpResponse<String> broken = visitor.send("POST", "/write", "");
        assertEquals(502, broken.statusCode());
        assertEquals("text/html; charset=utf-8", header(broken, "Content-Type"));
        assertEquals("Error from edge", EdgeVisitor.cache(broken));
        assertTrue(broken.body().contains("<h1>502 Bad Gateway</h1>"), broken.body());
        HttpResponse<String> silent = visitor.get("/write?silent");
        assertEquals(504, silent.statusCode());
        assertTrue(silent.body().contains("<h1>504 Gateway Timeout</h1>"), silent.body());
        assertEquals(2, ARRIVED.size());
    }

    @Test
    void theSiteLearnsWhoAskedAndHow() throws Exception {
        visitor.get("/fine", "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "http", "x-edge-status", "200");
        String request = ARRIVED.remove().toLowerCase();
        assertTrue(request.contains("\r\nx-forwarded-for: 192.0.2.1, 127.0.0.1\r\n"), request);
        assertTrue(request.contains("\r\nx-forwarded-proto: https\r\n"), request);
        assertTrue(request.contains("\r\nvia: 1.1 edge (varnish)\r\n"), request);
        assertTrue(request.contains("\r\nx-amz-cf-id: "), request);
        assertEquals(
                List.of(),
                request.lines().filter(line -> line.startsWith("x-edge")).toList());
    }
}
