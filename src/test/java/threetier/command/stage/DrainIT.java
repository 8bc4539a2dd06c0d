package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threetier.command.process.Node;
import threetier.command.process.Pause;
import threetier.command.process.Ports;
import threetier.stage.Inside;
import threetier.stage.Site;
import threetier.stage.SteadyLoad;
import threetier.stage.TestDatabase;

/** Tests that no request fails when a node drains and stops. */
@Tag("drill")
class DrainIT {

    /** The list is several times larger than all socket buffers, so the response lasts as long as the client reads. */
    private static final int ROWS = 1_000_000;
    /**
     * This drain time is longer than any machine needs for the list. The test ends the drain after it has read the
     * list.
     */
    private static final Duration UNTIL_TOLD = Duration.ofHours(1);

    /** WRITER_TIMEOUT in milliseconds. On a slow disk, a commit may take seconds. */
    private static final String SLOW_DISK = "20000";

    @ParameterizedTest
    @EnumSource
    void noRequestFailsWhileNodesOfBothTiersAreReplaced(Shape.Protocol protocol) throws Exception {
        List<Node> others;
        try (Stage stage = Stage.start(
                TestDatabase.workspace("drain-" + protocol),
                Shape.of(2, 2, "256m")
                        .over(protocol)
                        .on(TestDatabase.chosen())
                        .draining(UNTIL_TOLD)
                        .with("WRITER_TIMEOUT", SLOW_DISK),
                System.out::println)) {
            stage.sql().fill(ROWS);
            stage.addApp("app-3");
            stage.addWeb("web-3");
            for (Node app : stage.servers("app")) {
                // At the first request, a node finds that the list is too long for its cache. On a slow machine, this
                // can take longer than httpd waits
                begin(new Site(app.url()), "/read").body().close();
            }
            Site site = new Site(stage.url());
            try (SteadyLoad reads = new SteadyLoad(site, "GET", "/timestamps?limit=5");
                    SteadyLoad writes = new SteadyLoad(site, "POST", "/timestamps")) {
                writes.awaitAcknowledged(200);
                retire(stage, "app-1", "/health/ready");
                retire(stage, "web-1", "/web-health");
                writes.awaitAcknowledged(200);
                reads.stop();
                writes.stop();
                assertEquals(0, reads.failures(), "reads that failed");
                assertEquals(0, writes.failures(), "writes that failed");
                SeveralNodesIT.assertStoredOnce(stage, writes.acknowledged());
            }
            others = List.of(stage.node("app-2"), stage.node("web-2"));
        }
        for (Node node : others) {
            assertTrue(Ports.isFree(node.port()), node.name() + " has left a process behind");
        }
    }

    /**
     * Drains and stops a node. While the node drains, it answers, closes connections, and finishes running requests.
     */
    private static void retire(Stage stage, String name, String health) throws Exception {
        Node node = stage.node(name);
        Site direct = new Site(node.url());
        HttpResponse<InputStream> begun = listFrom(stage, name);
        CompletableFuture<Void> retired = CompletableFuture.runAsync(() -> stage.retire(name));
        await(name + " drains")
                .atMost(ONE_MINUTE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(name + " did not drain", retired::isDone)
                .untilAsserted(() -> assertEquals(503, direct.get(health).statusCode()));
        HttpResponse<String> last = direct.get("/instance");
        assertEquals(200, last.statusCode());
        assertEquals("close", Site.header(last, "Connection"));
        assertFalse(answered(stage, Site.header(begun, "X-Request-Id")), "the list should still be in flight");
        try (InputStream list = begun.body()) {
            byte[] bytes = list.readAllBytes();
            assertEquals(']', bytes[bytes.length - 1]);
        }
        assertFalse(retired.isDone(), name + " did not wait");
        // After the usual drain time, the balancer has noticed, and no connection is left
        Pause.of(Shape.DRAIN);
        // A second SIGTERM ends the drain
        ProcessHandle.of(node.pid()).ifPresent(ProcessHandle::destroy);
        retired.get(3, TimeUnit.MINUTES);
        assertFalse(node.alive());
    }

    /** Requests the list until this node answers, and does not read the answer. */
    private static HttpResponse<InputStream> listFrom(Stage stage, String name) throws Exception {
        while (true) {
            HttpResponse<InputStream> list = begin(new Site(stage.url()), "/read");
            assertEquals(200, list.statusCode());
            if (Site.header(list, "X-Served-By").contains("=" + name)) {
                return list;
            }
            list.body().close();
        }
    }

    private static HttpResponse<InputStream> begin(Site site, String path) throws IOException {
        return site.exchange(
                HttpRequest.newBuilder(URI.create(site.url() + path)).build(), BodyHandlers.ofInputStream());
    }

    /** Whether the answer is complete; httpd logs a request only after sending all of it. */
    private static boolean answered(Stage stage, String request) throws Exception {
        for (String web : List.of("web-1", "web-2", "web-3")) {
            if (new Inside(stage).accessLog(web).stream().anyMatch(line -> line.contains(request))) {
                return true;
            }
        }
        return false;
    }
}
