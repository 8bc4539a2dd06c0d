package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class TimestampsIT {

    private static final String PAGES_UNDER_WAY =
            "SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID()"
                    + " AND info LIKE 'SELECT%timestamps%DESC%'";

    @BeforeEach
    void empty(Stage stage) throws SQLException {
        stage.sql().truncate();
    }

    @Test
    void postCreatesAnEntryAtItsOwnAddress(Site site, Stage stage) throws Exception {
        HttpResponse<String> created = site.post("/timestamps");
        assertEquals(201, created.statusCode());
        assertEquals(site.url() + "/timestamps/1", Site.header(created, "Location"));
        assertEquals("application/json", Site.header(created, "Content-Type"));
        assertTrue(
                created.body()
                        .matches("\\{\"id\": 1, \"savedAt\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\"}"),
                created.body());
        stage.sql().awaitReplica();
        assertEquals(created.body(), site.get("/timestamps/1").body());
        assertEquals("[" + created.body() + "]", site.get("/timestamps").body());
    }

    @Test
    void aFormOfThePageGetsThePageAgain(Site site) throws Exception {
        HttpResponse<String> response =
                site.post("/timestamps", "Accept", Site.BROWSER, "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(303, response.statusCode());
        assertEquals(site.url() + "/", Site.header(response, "Location"));
    }

    /** The balancer terminates TLS. Its headers contain the scheme, host and port that the client has used. */
    @ParameterizedTest
    @CsvSource({
        "https, example.com, https://example.com",
        "https, example.com:8443, https://example.com:8443",
        "http, example.com, http://example.com",
        "javascript, example.com, http://example.com"
    })
    void addressesAreThoseThatTheClientUses(String scheme, String host, String expected, Site site) throws Exception {
        String response = site.raw("POST /timestamps HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Proto: " + scheme
                + "\r\nX-Forwarded-For: 203.0.113.7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertTrue(response.contains("\r\nLocation: " + expected + "/timestamps/1\r\n"), response);
    }

    @Test
    void pagesGoBackFromTheNewestWithoutGapOrRepeat(Site site, Stage stage) throws Exception {
        stage.sql().fill(120);
        List<Integer> ids = new ArrayList<>();
        String next = "/timestamps";
        int pages = 0;
        while (next != null) {
            HttpResponse<String> page = site.get(next);
            for (String entry : page.body().split("\\{\"id\": ")) {
                if (entry.contains(",")) {
                    ids.add(Integer.parseInt(entry.substring(0, entry.indexOf(','))));
                }
            }
            String link = Site.header(page, "Link");
            assertTrue(
                    link.isEmpty()
                            || link.matches("<" + site.url() + "/timestamps\\?limit=50&before=\\d+>; rel=\"next\""),
                    link);
            next = link.isEmpty() ? null : link.substring(1 + site.url().length(), link.indexOf('>'));
            pages++;
        }
        assertEquals(3, pages);
        assertEquals(IntStream.rangeClosed(1, 120).map(i -> 121 - i).boxed().toList(), ids);
    }

    @Test
    void aPageThatIsExactlyFullHasNoNext(Site site, Stage stage) throws Exception {
        stage.sql().fill(50);
        assertEquals("", Site.header(site.get("/timestamps"), "Link"));
    }

    @Test
    void limitAndBeforeChooseThePage(Site site, Stage stage) throws Exception {
        stage.sql().fill(10);
        assertEquals(
                "[{\"id\": 6, \"savedAt\": \"2022-11-06T03:01:53.123456Z\"}, {\"id\": 5, \"savedAt\": \"2022-11-06T03:01:52.123456Z\"}]",
                site.get("/timestamps?limit=2&before=7").body());
        assertEquals("[]", site.get("/timestamps?before=1").body());
    }

    /**
     * While the writer blocks the first query, the other requests wait. They then share one query, even if their page
     * lengths differ.
     */
    @Test
    void whoAsksForTheNewestAtOnceSharesAQuery(Site site, Stage stage) throws Exception {
        stage.sql().fill(29);
        // The test locks the table on the writer, because not every kind of server allows locks on the reader
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try (Connection other = stage.sql().connect("writer");
                Statement lock = other.createStatement()) {
            String token = Site.header(site.post("/write"), "Consistency-Token");
            lock.execute("LOCK TABLES threetier.timestamps WRITE");
            List<Future<HttpResponse<String>>> pages = new ArrayList<>();
            for (int limit = 20; limit < 40; limit++) {
                String path = "/timestamps?limit=" + limit;
                pages.add(clients.submit(() -> site.get(path, "Consistency-Token", token)));
            }
            long most = 0;
            for (int look = 0; look < 10; look++) {
                Thread.sleep(50);
                most = Math.max(most, stage.sql().count("writer", PAGES_UNDER_WAY));
            }
            lock.execute("UNLOCK TABLES");
            assertTrue(most <= 1, most + " queries at the same time");
            for (int limit = 20; limit < 40; limit++) {
                HttpResponse<String> page = pages.get(limit - 20).get();
                assertEquals(Math.min(limit, 30), page.body().split("savedAt").length - 1);
                assertEquals(
                        limit < 30,
                        Site.header(page, "Link").contains("limit=" + limit + "&before=" + (31 - limit) + ">"));
            }
        } finally {
            clients.shutdownNow();
            stage.sql().execute("reader", "START REPLICA SQL_THREAD");
            stage.sql().awaitReplica();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 1000",
        "limit=1001, 1000",
        "limit=-1, 1000",
        "limit=, 1000",
        "limit=ten, 1000",
        "limit=1.5, 1000",
        "limit=99999999999999999999, 1000",
        "limit=%00, 1000",
        "limit=%ff, 1000",
        "before=0, 9223372036854775807",
        "before=x, 9223372036854775807",
        "before=9223372036854775808, 9223372036854775807"
    })
    void aBadParameterIsAnsweredWithWhatIsAllowed(String query, String highest, Site site) throws Exception {
        HttpResponse<String> response = site.get("/timestamps?" + query);
        assertEquals(400, response.statusCode());
        assertEquals("application/problem+json", Site.header(response, "Content-Type"));
        assertTrue(response.body().contains("must be a whole number from 1 to " + highest + ":"), response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.0", "9223372036854775808", "%20"})
    void aBadIdIsAnsweredWithWhatIsAllowed(String id, Site site) throws Exception {
        HttpResponse<String> response = site.get("/timestamps/" + id);
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("must be a whole number from 1 to"), response.body());
    }

    @Test
    void anIdThatIsNotThereIs404(Site site) throws Exception {
        HttpResponse<String> response = site.get("/timestamps/7");
        assertEquals(404, response.statusCode());
        assertTrue(response.body().contains("no saved date-time with the id 7"), response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/timestamps", "/timestamps/1"})
    void whatCannotBeAcceptedIs406(String path, Site site, Stage stage) throws Exception {
        stage.sql().fill(1);
        HttpResponse<String> response = site.get(path, "Accept", "image/png");
        assertEquals(406, response.statusCode());
        assertEquals("application/problem+json", Site.header(response, "Content-Type"));
        assertEquals(200, site.get(path, "Accept", Site.BROWSER).statusCode());
    }

    @Test
    void aRefusedFormatSavesNothing(Site site, Stage stage) throws Exception {
        assertEquals(406, site.post("/timestamps", "Accept", "image/png").statusCode());
        assertEquals(0, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    void aPageThatTheClientHasIsNotSentAgain(Site site, Stage stage) throws Exception {
        stage.sql().fill(3);
        String tag = Site.header(site.get("/timestamps"), "ETag");
        assertEquals(304, site.get("/timestamps", "If-None-Match", tag).statusCode());
        stage.sql().fill(1);
        assertEquals(200, site.get("/timestamps", "If-None-Match", tag).statusCode());
    }

    /**
     * For a page, the database reads as many rows of a large table as of a small table. The node itself also reads a
     * few rows each second.
     */
    @Test
    void theCostOfAPageDoesNotDependOnTheTable(Site site, Stage stage) throws Exception {
        stage.sql().fill(100);
        long small = rowsRead(site, stage);
        stage.sql().fill(50_000);
        long large = rowsRead(site, stage);
        assertTrue(small <= 100 && large <= 100, small + " and " + large + " rows read for a page of 50");
    }

    private static long rowsRead(Site site, Stage stage) throws Exception {
        String[] counters = {
            "HANDLER_READ_FIRST", "HANDLER_READ_KEY", "HANDLER_READ_LAST", "HANDLER_READ_NEXT", "HANDLER_READ_PREV"
        };
        long before = stage.sql().counter("reader", counters);
        assertEquals(200, site.get("/timestamps").statusCode());
        return stage.sql().counter("reader", counters) - before;
    }
}
