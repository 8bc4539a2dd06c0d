package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.http.SiteCheck;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.sample.live.Chat;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/**
 * Another application on two app nodes: WebSockets, server-sent events, uploads, downloads, a login, HTTPS before the
 * tiers. A balancer with affinity is between the tiers, because it changes more headers than a TCP balancer. Its filter
 * applies to every path, and its login to most of them; neither may break the health check.
 */
@Tag("stage")
@Tag("http-only")
class LiveWarIT {

    private static final int BODY_LIMIT = 2_000_000;
    private static final int CHUNKED_LIMIT = 500_000;
    /** Long connections of a child of httpd; httpd starts with two children and has at most four. */
    private static final int LONG_LIMIT = 220;

    private static final int OPEN = 400;
    private static final Path PAGES = Path.of("src/test/sample/live");
    private static final String LINES = "line\n".repeat(2_000);

    private static Stage stage;
    private static Site site;

    @BeforeAll
    static void raise() {
        File war = new File("target/live.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(Chat.class.getPackage())
                .setWebXML(PAGES.resolve("web.xml").toFile())
                .addAsWebResource(PAGES.resolve("login.html").toFile(), "login.html")
                .addAsWebResource(new StringAsset(LINES), "download.txt")
                .addAsWebResource(new StringAsset("for users"), "private/page.txt")
                .addAsWebInfResource(new StringAsset("<beans bean-discovery-mode=\"all\"/>"), "beans.xml")
                .as(ZipExporter.class)
                .exportTo(war, true);
        Application application = Application.of(
                war.toPath().toAbsolutePath(),
                TestDatabase.workspace("live-war").noMigrations());
        stage = Stage.start(
                TestDatabase.workspace("live-war"),
                Shape.of(1, 2, "256m")
                        .on(TestDatabase.chosen())
                        .running(application)
                        .keeping(Sessions.AFFINITY)
                        .with("BODY_LIMIT", Integer.toString(BODY_LIMIT))
                        .with("CHUNKED_LIMIT", Integer.toString(CHUNKED_LIMIT))
                        .with("LONG_LIMIT", Integer.toString(LONG_LIMIT)),
                step -> {});
        site = new Site(stage.url());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aWebSocketAnswers() throws Exception {
        chat(stage.url());
    }

    @Test
    void aWebSocketAnswersWithoutABalancerBetweenTheTiers() throws Exception {
        Workspace workspace = TestDatabase.workspace("live-web");
        Node web = new WebTier(workspace, new Nodes(workspace))
                .start("web-1", Ports.free(), stage.node("app-1").url(), "", Duration.ZERO);
        try {
            chat(web.url());
        } finally {
            web.stop(Duration.ofSeconds(10));
        }
    }

    private static void chat(String url) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket chat = await("httpd has noticed that the streams of another test have ended")
                .atMost(ONE_MINUTE)
                .ignoreExceptions()
                .until(() -> connect(url, answer), Objects::nonNull);
        chat.sendText("hello", true);
        assertTrue(answer.get(1, TimeUnit.MINUTES).matches("app-[12]: hello"), answer.get());
        chat.abort();
    }

    private static WebSocket connect(String url, CompletableFuture<String> answer) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url.replace("http", "ws") + "/chat"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        return null;
                    }
                })
                .get(1, TimeUnit.MINUTES);
    }

    @Test
    void longConnectionsAreBoundedAndTakeNothingFromOthers() throws Exception {
        try (Streams streams = new Streams(URI.create(site.url()))) {
            for (int tries = 0; streams.open() < OPEN; tries++) {
                assertTrue(tries < 4 * OPEN, streams.open() + " open after " + tries + " tries");
                streams.ask();
            }
            for (int i = 0; i < 200; i++) {
                assertEquals(200, site.get("/download.txt").statusCode());
                assertEquals(200, site.get("/web-health").statusCode());
            }
            String refusal = "";
            for (int tries = 0; refusal.isEmpty(); tries++) {
                assertTrue(tries <= 4 * LONG_LIMIT, streams.open() + " open, and none is refused");
                refusal = streams.ask();
            }
            assertTrue(refusal.startsWith("HTTP/1.1 503 "), refusal);
            assertTrue(refusal.contains("\r\nRetry-After: "), refusal);
            assertEquals(200, site.get("/download.txt").statusCode());
        } finally {
            for (String node : List.of("app-1", "app-2")) {
                new Site(stage.node(node).url()).send("DELETE", "/events");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void everyMethodMayHaveABody(String method) throws Exception {
        byte[] body = body(1_000);
        assertEquals(
                received(method, body),
                send(method, BodyPublishers.ofByteArray(body)).body());
    }

    @Test
    void bodiesAreTakenUpToTheLimit() throws Exception {
        byte[] largest = body(BODY_LIMIT);
        assertEquals(
                received("POST", largest),
                send("POST", BodyPublishers.ofByteArray(largest)).body());
        HttpResponse<String> refusal = send("POST", BodyPublishers.ofByteArray(body(BODY_LIMIT + 1)));
        assertEquals(413, refusal.statusCode());
        assertTrue(refusal.body().contains("more than 2000000 bytes"), refusal.body());
    }

    /** The app tier gets a Content-Length, so it never decodes chunks. */
    @Test
    void chunkedBodiesAreTakenUpToTheirLimit() throws Exception {
        byte[] largest = body(CHUNKED_LIMIT);
        assertEquals(received("PUT", largest), send("PUT", chunked(largest)).body());
        HttpResponse<String> refusal = send("PUT", chunked(body(CHUNKED_LIMIT + 1)));
        assertEquals(400, refusal.statusCode());
        assertTrue(refusal.body().contains("500000 bytes"), refusal.body());
    }

    /** The body hides a request. A server that miscounts the length of the body would answer that one too. */
    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 5|Transfer-Encoding: chunked', '0||', 200",
        "'Transfer-Encoding: chunked|Content-Length: 5', '3|abc|0||', 200",
        "'Transfer-Encoding: chunked, chunked', '3|abc|0||', 411",
        "'Transfer-Encoding: identity, chunked', '3|abc|0||', 411",
        "'Transfer-Encoding: chunked|Transfer-Encoding: x', '3|abc|0||', 400",
        "'Transfer-Encoding: chunked', 'zz|abc|0||', 400",
        "'Transfer-Encoding: chunked', '-3|abc|0||', 400"
    })
    void noRequestHidesInABody(String fields, String body, int status) throws Exception {
        String answer = site.raw(("POST /uploads HTTP/1.1|Host: a|" + fields + "||" + body
                        + "GET /client HTTP/1.1|Host: a|X-Hidden: yes|Connection: close||")
                .replace("|", "\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertEquals(1, answers(answer), answer);
    }

    @Test
    void aDownloadGoesOnWhereItStopped() throws Exception {
        HttpResponse<String> part = site.get("/download.txt", "Range", "bytes=5-8");
        assertEquals(206, part.statusCode());
        assertEquals("line", part.body());
        assertEquals("bytes 5-8/" + LINES.length(), Site.header(part, "Content-Range"));
    }

    @Test
    void httpsBeforeTheTiersIsSeenAndNobodyForgesIt() throws Exception {
        String[] forged = {"Client-Scheme", "https", "Client-Address", "192.0.2.66"};
        HttpResponse<String> plain = site.get("/client", forged);
        assertTrue(plain.body().startsWith("http false 127.0.0.1 http://"), plain.body());
        assertFalse(Site.header(plain, "Set-Cookie").contains("Secure"), Site.header(plain, "Set-Cookie"));
        HttpResponse<String> secure = site.get("/client", overHttps());
        assertTrue(secure.body().startsWith("https true 203.0.113.7 https://"), secure.body());
        assertTrue(Site.header(secure, "Set-Cookie").contains("Secure"), Site.header(secure, "Set-Cookie"));
        assertTrue(
                Site.header(site.get("/client/there", overHttps()), "Location").startsWith("https://"));
    }

    @Test
    void pagesOnlyForHttpsAreShownOverHttps() throws Exception {
        HttpResponse<String> redirect = site.get("/confidential");
        assertEquals(302, redirect.statusCode());
        assertTrue(Site.header(redirect, "Location").startsWith("https://"), Site.header(redirect, "Location"));
        assertEquals(200, site.get("/confidential", overHttps()).statusCode());
    }

    /** The session of a login is in the memory of one node; the balancer's cookie leads back to it. */
    @Test
    void aLoginFormLetsItsUserIn() throws Exception {
        HttpClient user =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpRequest.Builder page = HttpRequest.newBuilder(URI.create(site.url() + "/private/page.txt"));
        String form = user.send(page.build(), BodyHandlers.ofString()).body();
        assertTrue(form.contains("j_security_check"), form);
        HttpResponse<String> login = user.send(
                HttpRequest.newBuilder(URI.create(site.url() + "/j_security_check"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("j_username=anna&j_password=sample"))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(302, login.statusCode(), login.body());
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    "for users",
                    user.send(page.build(), BodyHandlers.ofString()).body());
        }
    }

    /** Otherwise no node would have become ready. */
    @Test
    void noFilterAndNoLoginAnswersTheHealthCheck() throws Exception {
        HttpResponse<String> health = new Site(stage.node("app-2").url()).get("/health/ready");
        assertEquals(200, health.statusCode());
        assertTrue(health.body().contains("\"status\":\"UP\""), health.body());
        assertEquals(404, site.get("/health/ready").statusCode());
    }

    @Test
    void aNodeDrainsWithoutCodeOfTheApplication() throws Exception {
        Site node = new Site(stage.node("app-2").url());
        Path mark = stage.workspace().work("app-2").resolve("draining");
        assertFalse(closes(node.get("/download.txt")));
        Files.createFile(mark);
        try {
            await().atMost(ONE_MINUTE)
                    .until(() -> node.get("/health/ready").statusCode() == HttpURLConnection.HTTP_UNAVAILABLE);
            HttpResponse<String> page = node.get("/download.txt");
            assertEquals(LINES, page.body());
            assertTrue(closes(page));
        } finally {
            Files.delete(mark);
        }
        await().atMost(ONE_MINUTE).until(() -> node.get("/health/ready").statusCode() == HttpURLConnection.HTTP_OK);
    }

    private static boolean closes(HttpResponse<String> response) {
        return Site.header(response, "Connection").equals("close");
    }

    @Test
    void everyResponseAndTheLogNameTheNodes() throws Exception {
        Set<String> nodes = new TreeSet<>();
        for (int i = 0; i < 400 && nodes.size() < 2; i++) {
            nodes.add(Site.header(site.get("/download.txt"), "X-Served-By"));
        }
        assertEquals(Set.of("web=web-1, app=app-1", "web=web-1, app=app-2"), nodes);
        List<String> log = Files.readAllLines(WebTier.accessLog(stage.workspace(), "web-1"));
        assertTrue(log.stream().anyMatch(line -> line.contains("app=app-2")), log.toString());
    }

    @Test
    void theCheckOfTheSiteReachesIt() {
        List<String> said = new ArrayList<>();
        new SiteCheck(site.url(), said::add).run();
        assertTrue(said.get(said.size() - 1).endsWith(" answers."), said.toString());
    }

    private static String[] overHttps() {
        return new String[] {"X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.66, 203.0.113.7"};
    }

    private static int answers(String response) {
        return (int) Pattern.compile("HTTP/1\\.1 \\d{3} ")
                .matcher(response)
                .results()
                .count();
    }

    private static HttpResponse<String> send(String method, HttpRequest.BodyPublisher body) throws Exception {
        return site.exchange(
                HttpRequest.newBuilder(URI.create(site.url() + "/uploads"))
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.BodyPublisher chunked(byte[] body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    private static String received(String method, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return method + " " + body.length + " " + body.length + " " + checksum.getValue();
    }
}
