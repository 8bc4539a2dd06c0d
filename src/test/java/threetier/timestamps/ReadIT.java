package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class ReadIT {

    @BeforeEach
    void empty(Stage stage) throws SQLException {
        stage.sql().truncate();
    }

    @Test
    void anEmptyListIsTwoBytes(Site site) throws Exception {
        assertEquals("[]", site.get("/read").body());
    }

    @Test
    void oneEntryIs27Bytes(Site site, Stage stage) throws Exception {
        stage.sql().fill(1);
        assertEquals("[\n  \"2022-11-06 03:01:48\"\n]", site.get("/read").body());
        assertEquals(27, site.get("/read").body().length());
    }

    @Test
    void threeEntriesAre77BytesInTheOrderSaved(Site site, Stage stage) throws Exception {
        stage.sql().fill(3);
        assertEquals(
                "[\n  \"2022-11-06 03:01:48\",\n  \"2022-11-06 03:01:49\",\n  \"2022-11-06 03:01:50\"\n]",
                site.get("/read").body());
        assertEquals(77, site.get("/read").body().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "image/png", "*/*", "nonsense"})
    void itIsJsonWhateverTheClientAccepts(String accept, Site site) throws Exception {
        HttpResponse<String> response = site.get("/read", "Accept", accept);
        assertEquals(200, response.statusCode());
        assertEquals("application/json", Site.header(response, "Content-Type"));
        assertEquals("[]", response.body());
    }

    @Test
    void aListThatTheClientHasIsNotSentAgain(Site site, Stage stage) throws Exception {
        stage.sql().fill(2);
        HttpResponse<String> first = site.get("/read");
        String tag = Site.header(first, "ETag");
        assertTrue(tag.startsWith("W/\""), tag);

        HttpResponse<String> second = site.get("/read", "If-None-Match", tag);
        assertEquals(304, second.statusCode());
        assertEquals("", second.body());
        assertEquals(tag, Site.header(second, "ETag"));

        stage.sql().fill(1);
        assertEquals(200, site.get("/read", "If-None-Match", tag).statusCode());
    }

    /**
     * {@code If-Match: *} only requires that a list exists. Any other value never matches, because the list's entity
     * tag is weak (RFC 9110, 13.1.1).
     */
    @Test
    void whoWantsAnyListGetsIt(Site site) throws Exception {
        String tag = Site.header(site.get("/read"), "ETag");
        assertEquals(200, site.get("/read", "If-Match", "*").statusCode());
        assertEquals(
                304, site.get("/read", "If-Match", "*", "If-None-Match", tag).statusCode());
        assertEquals(412, site.get("/read", "If-Match", tag).statusCode());
    }

    /** After a TRUNCATE, new entries have the same ids as the deleted entries. */
    @Test
    void anotherTableWithTheSameIdsHasAnotherTag(Site site, Stage stage) throws Exception {
        stage.sql().fill(2);
        String tag = Site.header(site.get("/read"), "ETag");
        stage.sql().truncate();
        site.post("/write");
        site.post("/write");
        stage.sql().awaitReplica();
        assertNotEquals(tag, Site.header(site.get("/read"), "ETag"));
    }

    @Test
    void compressionKeepsContentAndTag(Site site, Stage stage) throws Exception {
        stage.sql().fill(1000);
        HttpResponse<String> plain = site.get("/read");
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.url() + "/read"))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> compressed = site.exchange(request, BodyHandlers.ofByteArray());
        assertEquals("gzip", Site.header(compressed, "Content-Encoding"));
        assertTrue(Site.header(compressed, "Vary").contains("Accept-Encoding"));
        assertTrue(compressed.body().length < plain.body().length() / 4);
        assertEquals(Site.header(plain, "ETag"), Site.header(compressed, "ETag"));
        String unpacked = new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(plain.body(), unpacked);
        assertEquals(
                304,
                site.get("/read", "If-None-Match", Site.header(compressed, "ETag"), "Accept-Encoding", "gzip")
                        .statusCode());
    }

    @Test
    void headHasTheHeadersAndNoBody(Site site, Stage stage) throws Exception {
        stage.sql().fill(2);
        HttpResponse<String> response = site.send("HEAD", "/read");
        assertEquals(200, response.statusCode());
        assertEquals(Site.header(site.get("/read"), "ETag"), Site.header(response, "ETag"));
        assertEquals("", response.body());
    }

    @Test
    void everyAnswerNamesWhoServedItAndHowLongItTook(Site site) throws Exception {
        site.awaitReader();
        HttpResponse<String> response = site.get("/read");
        assertEquals("web=web-1, app=app-1, database=reader", Site.header(response, "X-Served-By"));
        assertTrue(
                Site.header(response, "Server-Timing")
                        .matches("web;dur=\\d+\\.\\d{3}, app;dur=\\d+\\.\\d{3}, db;dur=\\d+\\.\\d{3}"),
                Site.header(response, "Server-Timing"));
    }

    /** A list with more rows than a batch has every row once, in order, and in the same format as a short list. */
    @ParameterizedTest
    @ValueSource(ints = {4_999, 5_000, 5_001, 100_000})
    void aLongListIsComplete(int rows, Site site, Stage stage) throws Exception {
        stage.sql().fill(rows);
        HttpResponse<String> response = site.get("/read");
        String[] lines = response.body().split("\n");
        assertEquals(rows + 2, lines.length);
        assertEquals("  \"2022-11-06 03:01:48\",", lines[1]);
        assertEquals(27 + 25L * (rows - 1), response.body().length());
        for (int i = 2; i <= rows; i++) {
            assertTrue(lines[i - 1].compareTo(lines[i]) < 0, "line " + i);
        }
        assertEquals(
                304,
                site.get("/read", "If-None-Match", Site.header(response, "ETag"))
                        .statusCode());
    }

    @Test
    void whatANodeHasReadItDoesNotReadAgain(Site site, Stage stage) throws Exception {
        stage.sql().fill(1_000);
        String body = site.get("/read").body();
        long read = stage.sql().counter("reader", "Handler_read_next");
        for (int i = 0; i < 20; i++) {
            assertEquals(body, site.get("/read").body());
        }
        assertTrue(stage.sql().counter("reader", "Handler_read_next") - read < 1_000);
    }

    @Test
    void anIdThatBecomesVisibleLateChangesTheTag(Site site, Stage stage) throws Exception {
        stage.sql().fill(6_000);
        stage.sql().execute("writer", "DELETE FROM threetier.timestamps WHERE id = 5990");
        stage.sql().awaitReplica();
        String tag = Site.header(site.get("/read"), "ETag");
        stage.sql().execute("writer", "INSERT INTO threetier.timestamps (id, saved_at) VALUES (5990, NOW(6))");
        stage.sql().awaitReplica();
        assertEquals(200, site.get("/read", "If-None-Match", tag).statusCode());
    }
}
