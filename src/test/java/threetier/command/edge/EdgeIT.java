package threetier.command.edge;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static threetier.command.edge.EdgeVisitor.cache;
import static threetier.command.edge.EdgeVisitor.header;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.http.SiteCheck;
import threetier.command.http.TrustedAuthorities;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.command.stage.WebTier;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** A site behind the edge of a stage. */
@Tag("stage")
@Tag("http-only")
@Tag("mariadb-only")
class EdgeIT {

    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

    private static Stage stage;
    private static Edge edge;
    private static String url;
    private static int httpPort;
    private static Site direct;
    private static EdgeVisitor visitor;

    @BeforeAll
    static void raise() throws Exception {
        stage = Stage.start(
                TestDatabase.workspace("edge"),
                Shape.of(1, 1, "256m").with("USERS_ENABLED", "true"),
                System.out::println);
        Workspace workspace = stage.workspace();
        edge = new Edge(workspace, new Nodes(workspace), Edge.templates(workspace));
        httpPort = Ports.free();
        url = edge.start(Ports.free(), httpPort, stage.node("web-1").port());
        direct = new Site(stage.url());
        visitor = new EdgeVisitor(url, edge.authority());
        direct.post("/timestamps");
        stage.sql().awaitReplica();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void onlyItsOwnerReadsThePrivateKeyAndNoneIsLeftOfTheAuthority() throws Exception {
        Path folder = edge.authority().getParent();
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("site.pem"))));
        assertFalse(Files.readString(edge.authority()).contains("PRIVATE"));
        assertFalse(Files.exists(folder.resolve("keys.p12")));
    }

    @Test
    void speaksHttp2AndSaysSoByHsts() throws Exception {
        HttpResponse<String> page = visitor.get("/", "Accept", Site.BROWSER);
        assertEquals(200, page.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, page.version());
        assertEquals("max-age=31536000", header(page, "Strict-Transport-Security"));
        assertEquals("1.1 edge (Varnish)", header(page, "Via"));
        assertTrue(header(page, "X-Served-By").startsWith("web=web-1"));
        assertTrue(header(visitor.send("POST", "/timestamps", ""), "Location").startsWith(url + "/timestamps/"));
        assertTrue(header(visitor.send("POST", "/write", ""), "Set-Cookie").endsWith("; Secure"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /read?a=b, 301", "HEAD, /, 301", "POST, /write, 307", "DELETE, /users/1, 307"})
    void withoutTlsRedirectsWithTheSameMethod(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = new Site("http://127.0.0.1:" + httpPort).send(method, path);
        assertEquals(status, answer.statusCode());
        assertEquals(url + path, header(answer, "Location"));
    }

    @Test
    void aMonitorNeedsNoTls() throws Exception {
        HttpResponse<String> answer = new Site("http://127.0.0.1:" + httpPort).get("/web-health");
        assertEquals("ok\n", answer.body());
        assertEquals("", header(answer, "Strict-Transport-Security"));
    }

    @Test
    void storesAssetsForGood() throws Exception {
        Matcher asset = ASSET.matcher(visitor.get("/", "Accept", Site.BROWSER).body());
        assertTrue(asset.find());
        HttpResponse<String> first = visitor.get(asset.group(1));
        HttpResponse<String> second = visitor.get(asset.group(1), "Cookie", "a=b");
        assertEquals("Hit from edge", cache(second));
        assertEquals(first.body(), second.body());
        assertEquals(header(first, "X-Request-Id"), header(second, "X-Request-Id"));
        assertEquals("public, max-age=31536000, immutable", header(second, "Cache-Control"));
        assertEquals(
                "Miss from edge",
                cache(visitor.get(asset.group(1).replaceFirst("\\?.*|$", "?another"))),
                "the query is part of the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/timestamps?limit=5", "/users"})
    void asksTheSiteBeforeEachUseOfAList(String path) throws Exception {
        stage.sql().awaitReplica();
        visitor.get(path);
        HttpResponse<String> again = visitor.get(path);
        assertEquals("RefreshHit from edge", cache(again));
        assertEquals(direct.get(path).body(), again.body());
        String logged = "\"" + path.replaceFirst("\\?.*", "") + "\"";
        await("the site has answered 304")
                .atMost(ONE_MINUTE)
                .until(() -> Files.readAllLines(WebTier.accessLog(stage.workspace(), "web-1")).stream()
                        .anyMatch(line -> line.contains(logged) && line.contains("304")));
        HttpResponse<String> own = visitor.get(path, "If-None-Match", header(again, "ETag"));
        assertEquals(304, own.statusCode());
        assertEquals("", own.body());
    }

    @Test
    void showsANewEntryAtOnce() throws Exception {
        visitor.get("/read");
        HttpResponse<String> saved = visitor.send("POST", "/timestamps", "");
        String token = header(saved, "Consistency-Token");
        HttpResponse<String> list = visitor.get("/timestamps?limit=1", "Consistency-Token", token);
        assertEquals("[" + saved.body() + "]", list.body());
    }

    /** What distinguishes two clients is part of the key: neither gets what was stored for the other. */
    @ParameterizedTest
    @CsvSource({
        "Accept, application/json",
        "Cookie, consistency-token=1",
        "Consistency-Token, 1",
        "Change-Token, 1",
        "Authorization, Basic YTpi",
        "Accept-Encoding, gzip"
    })
    void givesAClientNothingThatWasStoredForAnother(String name, String value) throws Exception {
        String path = "/timestamps?limit=7";
        stage.sql().awaitReplica();
        visitor.get(path);
        assertEquals("RefreshHit from edge", cache(visitor.get(path)));
        assertEquals("Miss from edge", cache(visitor.get(path, name, value)));
    }

    @Test
    void keepsTheEncodingsApart() throws Exception {
        for (int i = 0; i < 20; i++) {
            direct.post("/timestamps");
        }
        stage.sql().awaitReplica();
        for (String path : List.of("/read", "/problem/look/problem.css")) {
            for (int turn = 0; turn < 2; turn++) {
                HttpResponse<String> gzip = visitor.get(path, "Accept-Encoding", "br, gzip");
                assertEquals("gzip", header(gzip, "Content-Encoding"), path);
                assertTrue(header(gzip, "Vary").contains("Accept-Encoding"), path);
                for (String encoding : List.of("br", "identity")) {
                    HttpResponse<String> plain = visitor.get(path, "Accept-Encoding", encoding);
                    assertEquals("", header(plain, "Content-Encoding"), path);
                    assertTrue(header(plain, "Vary").contains("Accept-Encoding"), path);
                    assertEquals(direct.get(path).body(), plain.body(), path);
                }
            }
        }
    }

    @Test
    void leavesTheStrongTagOfAUser() throws Exception {
        String body = "{\"username\": \"Ada\", \"email\": \"ada@example.org\"}";
        HttpResponse<String> made = visitor.send("POST", "/users", body, "Content-Type", "application/json");
        assertEquals(201, made.statusCode(), made.body());
        String path = header(made, "Location").substring(url.length());
        stage.sql().awaitReplica();
        HttpResponse<String> user = visitor.get(path, "Accept-Encoding", "br, gzip");
        assertEquals("", header(user, "Content-Encoding"));
        assertEquals(header(direct.get(path), "ETag"), header(user, "ETag"));
        assertTrue(header(user, "ETag").startsWith("\""), "strong");
        assertEquals(
                200,
                visitor.send(
                                "PUT",
                                path,
                                body.replace("Ada", "Ada L."),
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                header(user, "ETag"))
                        .statusCode());
        assertEquals(204, visitor.send("DELETE", path, "").statusCode());
    }

    @Test
    void refusesAMethodWithAPageOfTheSite() throws Exception {
        HttpResponse<String> refused = visitor.send("DELETE", "/read", "");
        assertEquals(403, refused.statusCode());
        assertEquals("Error from edge", cache(refused));
        assertTrue(refused.body().contains("<h1>403 Forbidden</h1>"), refused.body());
        assertEquals("public, max-age=0, s-maxage=600", header(refused, "Cache-Control"), "no browser keeps it");
        HttpResponse<String> look = visitor.get("/problem/edge/problem.css");
        assertEquals(direct.get("/problem/look/problem.css").body(), look.body());
        assertEquals("nosniff", header(look, "X-Content-Type-Options"));
        assertEquals(403, visitor.get("/problem/edge/none").statusCode());
    }

    @Test
    void leavesOtherErrorsAsTheSiteWroteThem() throws Exception {
        HttpResponse<String> none = visitor.get("/none");
        assertEquals(404, none.statusCode());
        assertEquals("application/problem+json", header(none, "Content-Type"));
        assertEquals("Error from edge", cache(none));
    }

    @Test
    void theCheckSaysWhatTheEdgeAnswered() {
        TrustedAuthorities.add(edge.authority());
        List<String> lines = new ArrayList<>();
        new SiteCheck(url, lines::add).run();
        String report = String.join("\n", lines);
        assertTrue(report.contains("edge in front of the site:       1.1 edge (Varnish)"), report);
        assertTrue(report.matches("(?s).* /read +RefreshHit from edge.* /assets/\\S+ +Hit from edge .*"), report);
        lines.clear();
        new SiteCheck(stage.url(), lines::add).run();
        assertFalse(String.join("\n", lines).contains("edge"), "a site without an edge");
    }
}
