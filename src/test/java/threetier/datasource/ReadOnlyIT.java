package threetier.datasource;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.ReadOnlyPhase;
import threetier.stage.Site;

/**
 * Read-only mode: writes are refused at once with the reason, reads work as before, and all this ends with the mode.
 */
@OnStage
@Tag("http-only")
class ReadOnlyIT {

    private static final String DETAIL =
            "The site is read-only just now. Nothing was saved; reading works. Please try again later.";

    private final Site site;
    private final Stage stage;

    ReadOnlyIT(Site site, Stage stage) {
        this.site = site;
        this.stage = stage;
    }

    /** The node notices the end of the mode within about a second. Other tests must find the usual state. */
    @AfterEach
    void noticed() {
        ReadOnlyPhase.awaitNoticedEnd(site);
    }

    @Test
    void everyWriteIsRefusedWithTheReasonAndWorksAgainAfterwards() throws Exception {
        String name = "u-" + UUID.randomUUID();
        HttpResponse<String> user = send("POST", "/users", body(name));
        assertEquals(201, user.statusCode());
        String path = Site.header(user, "Location").substring(site.url().length());
        String tag = Site.header(user, "ETag");
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            // Nothing waits here: the database refuses every change as soon as the switch has returned
            for (HttpResponse<String> refused : List.of(
                    site.post("/write"),
                    site.get("/write"),
                    site.post("/timestamps"),
                    site.post(
                            "/timestamps", "Idempotency-Key", UUID.randomUUID().toString()),
                    send("POST", "/users", body("u-" + UUID.randomUUID())),
                    send("PUT", path, body(name + "2"), "If-Match", tag),
                    site.send("DELETE", path))) {
                assertEquals(503, refused.statusCode(), refused.body());
                assertEquals("30", Site.header(refused, "Retry-After"));
                assertEquals("on", Site.header(refused, "Read-Only-Mode"));
                assertEquals("application/problem+json", Site.header(refused, "Content-Type"));
                assertTrue(refused.body().contains("\"detail\":\"" + DETAIL + "\""), refused.body());
            }
        }
        assertEquals(200, site.post("/write").statusCode());
        assertEquals(200, send("PUT", path, body(name + "2"), "If-Match", tag).statusCode());
        assertEquals(204, site.send("DELETE", path).statusCode());
    }

    @Test
    void readsWorkAndEveryAnswerTellsTheMode() throws Exception {
        assertEquals("", Site.header(site.get("/read"), "Read-Only-Mode"));
        site.post("/write");
        stage.sql().awaitReplica();
        String list = site.get("/read").body();
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            awaitNoticed();
            HttpResponse<String> read = site.get("/read");
            assertEquals(200, read.statusCode());
            assertEquals(list, read.body());
            assertEquals("on", Site.header(read, "Read-Only-Mode"));
            assertTrue(Site.header(read, "X-Served-By").endsWith("database=reader"));
            assertTrue(metrics().contains("\nthreetier_read_only 1\n"));
        }
        noticed();
        assertEquals("", Site.header(site.get("/read"), "Read-Only-Mode"));
        assertTrue(metrics().contains("\nthreetier_read_only 0\n"));
    }

    @Test
    void theModeIsNoOutage() throws Exception {
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            for (int i = 0; i < 50; i++) {
                assertEquals(503, site.post("/write").statusCode());
            }
            String metrics = metrics();
            assertFalse(
                    metrics.lines().anyMatch(line -> line.startsWith("threetier_breaker_open{") && line.endsWith(" 1")),
                    metrics);
        }
    }

    @Test
    void aRepeatOfASavedRequestGetsItsFirstAnswer() throws Exception {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = site.post("/timestamps", "Idempotency-Key", key);
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            HttpResponse<String> repeat = site.post("/timestamps", "Idempotency-Key", key);
            assertEquals(201, repeat.statusCode());
            assertEquals(first.body(), repeat.body());
        }
    }

    private void awaitNoticed() {
        await("the node knows the mode").atMost(ONE_MINUTE).until(() -> ReadOnlyPhase.isNoticed(site));
    }

    private String metrics() throws Exception {
        return new Site(new Inside(stage).appUrl()).get("/metrics").body();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return site.send(method, path, body.getBytes(StandardCharsets.UTF_8), all);
    }

    private static String body(String name) {
        return "{\"username\": \"" + name + "\", \"email\": \"" + name + "@example.com\"}";
    }
}
