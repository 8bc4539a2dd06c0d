package threetier.command.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.http.SiteCheck;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** A second application behind the same balancer: neither reaches the data, the health or the metrics of the other. */
@Tag("stage")
@Tag("mariadb-only")
class SecondApplicationIT {

    private static final Set<String> FIRST = Set.of("web=web-1", "app=app-1");
    private static final Set<String> AT_HOST = Set.of("web=web2-1", "app=app2-1");
    private static final Set<String> AT_PATH = Set.of("web=web2-2", "app=app2-1");

    private static final Pattern NODE = Pattern.compile("(?mi)^X-Served-By: (.*)$");

    private static Stage stage;
    private static Site site;

    @BeforeAll
    static void raise() {
        stage = Stage.startTwo(
                TestDatabase.workspace("two"), Shape.of(1, 1, "256m").on(TestDatabase.chosen()), System.out::println);
        site = new Site(stage.url());
    }

    @AfterAll
    static void stop() {
        stage.close();
        assertEquals(List.of(), new Nodes(stage.workspace()).all());
    }

    @Test
    void theHostDecides() throws Exception {
        for (String host : List.of("app2.localhost", "app2.localhost:8080", "APP2.LocalHost")) {
            assertEquals(AT_HOST, nodes(get(host, "/instance")), host);
        }
        for (String host : List.of(
                "localhost",
                "app2.localhost.example.org",
                "xapp2.localhost",
                "app2xlocalhost",
                "app2",
                "127.0.0.1:80")) {
            assertEquals(FIRST, nodes(get(host, "/instance")), host);
        }
        assertEquals(FIRST, nodes(site.raw("GET /instance HTTP/1.0\r\n\r\n")), "a request without a host");
        assertEquals(
                FIRST,
                nodes(site.raw("GET /instance HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: app2.localhost\r\n"
                        + "Forwarded: host=app2.localhost\r\nConnection: close\r\n\r\n")));
    }

    @Test
    void thePathDecidesAsWritten() throws Exception {
        for (String path : List.of("/app2/instance", "/app2//instance", "/app2/%69nstance", "/app2/instance?a=/b")) {
            assertTrue(AT_PATH.containsAll(nodes(get("localhost", path))), path);
        }
        assertEquals(AT_PATH, nodes(get("localhost", "/app2/instance")));
        assertEquals(AT_PATH, nodes(get("localhost", "/app2")));
        for (String path :
                List.of("/APP2/instance", "/app2x/instance", "/app2;x/instance", "/%61pp2/instance", "//app2/")) {
            String answer = get("localhost", path);
            assertTrue(FIRST.containsAll(nodes(answer)), path + "\n" + answer);
            assertTrue(answer.matches("(?s)HTTP/1\\.1 40[04] .*"), path + "\n" + answer);
        }
    }

    @Test
    void eachHasItsOwnData() throws Exception {
        String first = saved("localhost", "");
        String second = saved("app2.localhost", "");
        String third = saved("localhost", "/app2");
        stage.sql().awaitReplica();
        String list = get("localhost", "/timestamps");
        assertTrue(list.contains(first) && !list.contains(second) && !list.contains(third), list);
        for (String other : List.of(get("app2.localhost", "/timestamps"), get("localhost", "/app2/timestamps"))) {
            assertTrue(!other.contains(first) && other.contains(second) && other.contains(third), other);
        }
    }

    /** The page that a client reaches may be another one than it expects, but an internal page is never shown. */
    @Test
    void internalPagesOfBothAreClosed() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> pages = List.of("metrics", "health/ready", "deep-health", "openapi");
        for (String page : pages) {
            String encoded = "%%%02x".formatted((int) page.charAt(0)) + page.substring(1);
            for (String spelt : List.of(
                    "/" + page,
                    "/" + encoded,
                    "//" + page,
                    "/./" + page,
                    ";x/" + page,
                    "/;x/" + page,
                    "/x/../" + page,
                    "/x/..;/" + page,
                    "/%2e/" + page,
                    "%2f" + page,
                    "/..%2f" + page,
                    "/" + page + ";x",
                    "/" + page + "/",
                    "/" + page.toUpperCase(Locale.ROOT),
                    "/" + Character.toUpperCase(page.charAt(0)) + page.substring(1))) {
                for (String prefix : List.of("", "/app2", "/APP2", "/%61pp2", "/app2/app2")) {
                    String path = prefix + spelt;
                    for (String host : List.of("localhost", "app2.localhost", "")) {
                        closed(path, host, path.startsWith("/") ? path : "/" + path, wrong);
                    }
                    if (path.startsWith("/")) {
                        closed(path, "localhost", "http://app2.localhost" + path, wrong);
                        closed(path, "app2.localhost", "http://localhost" + path, wrong);
                        closed(path, "app2.localhost", "http://app2.localhost" + path, wrong);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void closed(String path, String host, String target, List<String> wrong) throws IOException {
        String answer = site.raw("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        boolean refused = answer.matches("(?s)HTTP/1\\.[01] (404|400|403) .*");
        boolean shown = answer.contains("\"UP\"") || answer.contains("openapi:") || answer.contains("# TYPE");
        if (!refused || shown) {
            wrong.add(host + " " + target + ": " + answer.lines().findFirst().orElse("nothing"));
        }
        Set<String> nodes = nodes(answer);
        if (!FIRST.containsAll(nodes) && !AT_HOST.containsAll(nodes) && !AT_PATH.containsAll(nodes)) {
            wrong.add(path + " went through " + nodes);
        }
    }

    /** HAProxy refuses a request whose target names another host than its field Host. */
    @Test
    void anAbsoluteTargetIsServedByOneApplication() throws Exception {
        assertEquals(
                AT_HOST,
                nodes(site.raw("GET http://app2.localhost/instance HTTP/1.1\r\nHost: app2.localhost\r\n"
                        + "Connection: close\r\n\r\n")));
        for (String target : List.of("http://localhost/instance", "http://app2.localhost/instance")) {
            for (String host : List.of("localhost", "app2.localhost")) {
                Set<String> nodes = nodes(
                        site.raw("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
                assertTrue(nodes.isEmpty() || nodes.equals(FIRST) || nodes.equals(AT_HOST), nodes.toString());
            }
        }
    }

    /** Cookies of one host do not reach another host. Below a path of the same host, their names and paths differ. */
    @Test
    void cookiesAreKeptApart() throws Exception {
        String first = site.raw(post("localhost", "/write"));
        assertTrue(
                cookies(first).stream().allMatch(cookie -> cookie.matches("consistency-token=\\d+; Path=/; .*")),
                first);
        String second = site.raw(post("localhost", "/app2/write"));
        assertTrue(
                cookies(second).size() == 1
                        && cookies(second).get(0).matches("app2\\.consistency-token=\\d+; Path=/app2/; .*"),
                second);
        assertTrue(cookies(first).stream().noneMatch(cookie -> cookie.contains("Domain")), first);
        HttpServer echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext("/", exchange -> {
            byte[] body = (exchange.getRequestHeaders().get("Cookie") + " "
                            + exchange.getRequestHeaders().get("X-Forwarded-Host"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID=1; Path=/; HttpOnly");
            exchange.getResponseHeaders().add("Set-Cookie", "AWSALB=2");
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        echo.start();
        try {
            Node web = new WebTier(
                            stage.workspace(),
                            new Nodes(stage.workspace()),
                            Map.of("SITE_PATH", SecondApplication.PATH))
                    .start(
                            "web2-3",
                            Ports.free(),
                            "http://127.0.0.1:" + echo.getAddress().getPort(),
                            "",
                            Duration.ZERO);
            Site node = new Site(web.url());
            String answer = node.raw(
                    "GET /?/next HTTP/1.1\r\nHost: www.example.org\r\nX-Forwarded-Host: evil.example\r\n"
                            + "Cookie: consistency-token=9; app2.a=1;JSESSIONID=0;  app2.b=2; app2x=3\r\nConnection: close\r\n\r\n");
            assertTrue(answer.endsWith("\r\n\r\n[a=1; b=2] [www.example.org]"), answer);
            assertEquals(List.of("app2.JSESSIONID=1; Path=/app2/; HttpOnly", "app2.AWSALB=2"), cookies(answer), answer);
            assertTrue(answer.contains("\r\nLocation: /app2/next\r\n"), answer);
            String none = node.raw("GET /?http://www.example.org/x HTTP/1.1\r\nHost: www.example.org\r\n"
                    + "Cookie: consistency-token=9\r\nConnection: close\r\n\r\n");
            assertTrue(none.endsWith("\r\n\r\nnull [www.example.org]"), none);
            assertTrue(none.contains("\r\nLocation: http://www.example.org/app2/x\r\n"), none);
            String elsewhere = node.raw("GET /?https://other.example/x HTTP/1.1\r\nHost: www.example.org\r\n"
                    + "Connection: close\r\n\r\n");
            assertTrue(elsewhere.contains("\r\nLocation: https://other.example/x\r\n"), elsewhere);
        } finally {
            echo.stop(0);
        }
    }

    @Test
    void bothWaysOfTheSecondApplicationWork() throws Exception {
        new SiteCheck(site.url() + SecondApplication.PATH, System.out::println).run();
        String page =
                site.raw("GET / HTTP/1.1\r\nHost: app2.localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        assertTrue(page.contains("<title>"), page);
        assertEquals("200", get("localhost", "/app2/web-health").substring(9, 12));
    }

    @Test
    void databaseUsersSeeOnlyTheirOwnDatabase() throws Exception {
        for (String role : List.of("WRITER", "READER")) {
            Map<String, String> first = environment("app-1");
            Map<String, String> second = environment("app2-1");
            assertFalse(first.get(role + "_USER").equals(second.get(role + "_USER")));
            refused(first.get(role + "_URL"), second, role);
            refused(second.get(role + "_URL"), first, role);
            try (Connection own = connect(second.get(role + "_URL"), second, role)) {
                own.createStatement().executeQuery("SELECT COUNT(*) FROM timestamps");
                assertThrows(
                        SQLException.class,
                        () -> own.createStatement().executeQuery("SELECT COUNT(*) FROM threetier.timestamps"));
            }
        }
    }

    private static void refused(String url, Map<String, String> login, String role) {
        SQLException refusal =
                assertThrows(SQLException.class, () -> connect(url, login, role).close());
        assertEquals(1044, refusal.getErrorCode(), refusal.getMessage());
    }

    private static Connection connect(String url, Map<String, String> login, String role) throws SQLException {
        return DriverManager.getConnection(url, login.get(role + "_USER"), login.get(role + "_PASSWORD"));
    }

    /** The environment of a node's process. */
    private static Map<String, String> environment(String node) throws IOException {
        Path file = Path.of("/proc/" + stage.node(node).pid() + "/environ");
        return Stream.of(Files.readString(file).split("\0"))
                .filter(variable -> variable.contains("="))
                .collect(Collectors.toMap(
                        variable -> variable.substring(0, variable.indexOf('=')),
                        variable -> variable.substring(variable.indexOf('=') + 1),
                        (one, other) -> one));
    }

    @Test
    void itsNodesAreListed() {
        String table = StatusTable.text(new Nodes(stage.workspace()).all(), false);
        for (String node : List.of("web2-1", "web2-2", "app2-1", "alb")) {
            assertTrue(table.matches("(?s).* " + node + " .*running.*"), table);
        }
        assertEquals(List.of("web-1"), names("web"));
        assertEquals(List.of("app-1"), names("app"));
    }

    private static List<String> names(String tier) {
        return stage.servers(tier).stream()
                .map(Node::name)
                .filter(name -> !name.equals("web2-3"))
                .toList();
    }

    private static String get(String host, String path) throws IOException {
        return site.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private static String post(String host, String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    /** Saves a date-time; returns it with its microseconds. */
    private static String saved(String host, String prefix) throws IOException {
        String answer = site.raw(post(host, prefix + "/timestamps"));
        assertTrue(answer.matches("(?s)HTTP/1\\.1 201 .*"), answer);
        return answer.replaceAll("(?s).*\"savedAt\": ?\"([^\"]+)\".*", "$1");
    }

    private static List<String> cookies(String answer) {
        return Pattern.compile("(?mi)^Set-Cookie: (.*)\r\n")
                .matcher(answer)
                .results()
                .map((MatchResult cookie) -> cookie.group(1))
                .toList();
    }

    /** The web and app nodes that answered. */
    private static Set<String> nodes(String answer) {
        return NODE.matcher(answer)
                .results()
                .flatMap(field -> Stream.of(field.group(1).split(", ")))
                .filter(node -> !node.startsWith("database="))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
