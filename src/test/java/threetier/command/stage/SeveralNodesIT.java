package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import threetier.command.process.Node;
import threetier.page.Chromium;
import threetier.page.Visitor;
import threetier.page.Visitors;
import threetier.stage.Clients;
import threetier.stage.Inside;
import threetier.stage.Insistence;
import threetier.stage.ReadOnlyPhase;
import threetier.stage.Site;
import threetier.stage.SteadyLoad;
import threetier.stage.TestDatabase;

/** Two nodes each in the web and app tiers, behind balancers. The tests that remove nodes run last. */
@Tag("stage")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesIT {

    /** Marks tests of balancing and of web nodes. Their results do not depend on the kind of database. */
    private static final String BALANCING = "mariadb-only";

    /** More clicks than the page needs, also on a machine on which a click takes seconds. */
    private static final int MANY = 30;

    private static final Pattern ID = Pattern.compile("\"id\": (\\d+)");

    private static Stage stage;
    private static Site site;

    @BeforeAll
    static void raise() {
        stage = Stage.start(
                TestDatabase.workspace("several"),
                Shape.of(2, 2, "256m").on(TestDatabase.chosen()).with("USERS_ENABLED", "true"),
                System.out::println);
        site = new Site(stage.url());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @Order(1)
    @Tag(BALANCING)
    void allNodesGetTheirShareOfASteadyLoad() throws Exception {
        try (SteadyLoad load = new SteadyLoad(site, "GET", "/instance")) {
            load.awaitAcknowledged(1_500);
            Map<String, Integer> answers = load.answersByNode();
            for (String node : List.of("web=web-1", "web=web-2", "app=app-1", "app=app-2")) {
                assertTrue(answers.getOrDefault(node, 0) > 300, answers.toString());
            }
            assertEquals(0, load.failures());
        }
    }

    @Test
    @Order(1)
    @Tag(BALANCING)
    void computationsAreOffUnlessSwitchedOn() throws Exception {
        for (String path : List.of("/load?number=7", "/load")) {
            HttpResponse<String> answer = site.get(path);
            assertEquals(404, answer.statusCode());
            assertEquals("application/problem+json", Site.header(answer, "Content-Type"));
            assertTrue(answer.body().contains("There is nothing at this address."), answer.body());
        }
    }

    /** Both nodes get the same user at the same moment, a thousand times. */
    @Test
    @Order(1)
    void ofTwoNodesOneAddsAUser() throws Exception {
        List<Site> nodes =
                stage.servers("app").stream().map(node -> new Site(node.url())).toList();
        for (int round = 0; round < 1_000; round += 8) {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int pair = round; pair < round + 8; pair++) {
                byte[] body = ("{\"username\": \"pair " + pair + "\", \"email\": \"pair" + pair + "@example.com\"}")
                        .getBytes(StandardCharsets.UTF_8);
                for (Site node : nodes) {
                    requests.add(() -> {
                        HttpResponse<String> answer = Clients.change(() -> node.send("POST", "/users", body));
                        assertTrue(
                                answer.statusCode() == 201
                                        || answer.statusCode() == 409
                                                && answer.body().contains("is already in use"),
                                answer.body());
                        return answer.statusCode();
                    });
                }
            }
            assertEquals(
                    8,
                    Clients.together(requests).stream()
                            .filter(status -> status == 201)
                            .count());
        }
        assertEquals(1_000, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.users"));
    }

    @Test
    @Order(1)
    @Tag(BALANCING)
    void everySocketIsOnTheLoopbackAddress() {
        assertEquals(List.of(), new Inside(stage).socketsOpenToOthers());
    }

    /** A connection to the app tier always reaches the same node. httpd must therefore not reuse it for long. */
    @Test
    @Order(1)
    @Tag(BALANCING)
    void whoAsksNowAndThenMeetsAllAppNodes() throws Exception {
        Site web = new Site(stage.node("web-1").url());
        Set<String> met = new TreeSet<>();
        await("both have been met")
                .atMost(ONE_MINUTE)
                .pollInterval(Duration.ofMillis(1_200))
                .untilAsserted(() -> {
                    met.add(Site.header(web.get("/instance"), "X-Served-By"));
                    assertEquals(Set.of("web=web-1, app=app-1", "web=web-1, app=app-2"), met);
                });
    }

    @Test
    @Order(1)
    @Tag(BALANCING)
    void aFewClicksShowAllNodes() {
        try (Chromium chromium = Chromium.launch();
                Visitors visitors = new Visitors(chromium, stage.url())) {
            Visitor me = visitors.arrive();
            me.find("text=From the reader.").waitFor();
            List<String> missing = new ArrayList<>(List.of("web-1", "web-2", "app-1", "app-2"));
            for (int click = 0; click < MANY && !missing.isEmpty(); click++) {
                me.saveButton().click();
                me.page().waitForTimeout(1_200);
                List<String> counts = me.find("#tiers .chip").allTextContents();
                missing.removeIf(node -> counts.stream().anyMatch(count -> count.matches(node + " × ([3-9]|\\d\\d+)")));
            }
            assertEquals(List.of(), missing, "nodes without three answers");
            me.look("several-nodes");
            visitors.assertNoComplaints();
        }
    }

    /**
     * All requests wait for the lock of one transaction. When this transaction rolls back, they compete for the lock.
     */
    @Test
    @Order(1)
    void aKeySavesOnceWhicheverNodesAreAsked() throws Exception {
        stage.sql().truncate();
        List<HttpResponse<String>> answers = Collections.synchronizedList(new ArrayList<>());
        try (Connection other = stage.sql().connect("writer");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO threetier.idempotency_keys VALUES ('shared', 1, NOW())");
            List<Thread> clients = Stream.generate(() -> new Thread(() -> answers.add(post("shared"))))
                    .limit(20)
                    .toList();
            clients.forEach(Thread::start);
            new Inside(stage).awaitLockWaits(2);
            other.rollback();
            for (Thread client : clients) {
                client.join();
            }
        }
        answers.add(post("shared"));
        assertEquals(21, answers.size());
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(HttpResponse::body)
                        .distinct()
                        .count());
        assertTrue(
                answers.stream().allMatch(answer -> answer.statusCode() == 201 || answer.statusCode() == 409),
                answers.toString());
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    @Order(2)
    @Tag(BALANCING)
    void aNewNodeGetsItsShareOfALoadThatGoesOn() throws Exception {
        try (SteadyLoad load = new SteadyLoad(site, "GET", "/instance")) {
            load.awaitAcknowledged(500);
            stage.addApp("app-3");
            await("the new node has its share")
                    .atMost(ONE_MINUTE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(load::answersByNode, answers -> answers.getOrDefault("app=app-3", 0) >= 200);
            assertEquals(0, load.failures());
        }
    }

    /** Balancers and clients ask a node from its first second, also while it sets up the application. */
    @Test
    @Order(2)
    @Tag(BALANCING)
    void aNodeThatIsAskedWhileItStartsAnswersCorrectly() throws Exception {
        Node node = stage.node("app-2");
        Site direct = new Site(node.url());
        node.kill();
        try (Insistence early = new Insistence(direct)) {
            early.ask("/health/ready");
            stage.startApp("app-2");
        }
        HttpResponse<String> saved = direct.post("/timestamps");
        assertEquals(201, saved.statusCode());
        assertTrue(ID.matcher(saved.body()).find(), saved.body());
        await("the node gets requests again").atMost(ONE_MINUTE).until(() -> stage.inRotation("app-2"));
    }

    @Test
    @Order(2)
    void aNodeThatStartsInReadOnlyModeObeys() throws Exception {
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            Site late = new Site(stage.addApp("app-4").url());
            assertEquals(503, late.post("/write").statusCode());
            assertEquals(200, late.get("/read").statusCode());
        }
        assertEquals(200, new Site(stage.node("app-4").url()).post("/write").statusCode());
        stage.retire("app-4");
    }

    @Test
    @Order(3)
    void anAppNodeThatDiesTakesNoAcknowledgedWriteWithIt() throws Exception {
        goesOnWithout("app-1");
    }

    @Test
    @Order(4)
    @Tag(BALANCING)
    void aWebNodeThatDiesTakesNoAcknowledgedWriteWithIt() throws Exception {
        goesOnWithout("web-1");
    }

    private static HttpResponse<String> post(String key) {
        try {
            return site.post("/timestamps", "Idempotency-Key", key);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Asserts that requests fail only until the balancers notice the missing node. Every acknowledged write must be
     * stored exactly once.
     */
    private static void goesOnWithout(String name) throws Exception {
        stage.sql().truncate();
        try (SteadyLoad load = new SteadyLoad(site, "POST", "/timestamps")) {
            load.awaitAcknowledged(200);
            stage.node(name).kill();
            int seen;
            do {
                seen = load.failures();
                load.awaitAcknowledged(500);
            } while (load.failures() > seen);
            load.stop();
            assertStoredOnce(stage, load.acknowledged());
        }
    }

    /** Asserts that every acknowledged entry is on both databases exactly once. */
    static void assertStoredOnce(Stage stage, List<String> acknowledged) throws SQLException {
        stage.sql().awaitReplica();
        List<Long> ids = acknowledged.stream()
                .map(ID::matcher)
                .filter(Matcher::find)
                .map(id -> Long.parseLong(id.group(1)))
                .sorted()
                .toList();
        assertEquals(acknowledged.size(), ids.stream().distinct().count());
        String list = String.join(",", ids.stream().map(String::valueOf).toList());
        for (String database : List.of("writer", "reader")) {
            assertEquals(
                    ids.size(),
                    stage.sql().count(database, "SELECT COUNT(*) FROM threetier.timestamps WHERE id IN (" + list + ")"),
                    database);
        }
    }
}
