package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class CountsIT {

    @BeforeEach
    void empty(Stage stage) throws Exception {
        stage.sql().truncate();
    }

    /** One entry per second from 03:01:48. */
    @Test
    void entriesAreCountedMinuteByMinuteAndHourByHour(Site site, Stage stage) throws Exception {
        stage.sql().fill(150);
        site.awaitReader();
        HttpResponse<String> answer = site.get("/timestamps/counts?from=2022-11-06T03:00:00Z&to=2022-11-06T03:05:01Z");
        assertEquals(
                "{\"from\":\"2022-11-06T03:00:00Z\",\"to\":\"2022-11-06T03:06:00Z\",\"counts\":[0,12,60,60,18,0]}",
                answer.body());
        assertEquals("application/json", Site.header(answer, "Content-Type"));
        assertEquals("no-store", Site.header(answer, "Cache-Control"));
        assertTrue(Site.header(answer, "X-Served-By").contains("database=reader"));
        assertEquals(
                "{\"from\":\"2022-11-06T02:00:00Z\",\"to\":\"2022-11-06T04:00:00Z\",\"counts\":[0,150]}",
                site.get("/timestamps/counts?per=hour&from=2022-11-06T02:00:00Z&to=2022-11-06T03:05:00Z")
                        .body());
    }

    @Test
    void anEntryOnTheBorderBelongsToTheBucketThatBegins(Site site, Stage stage) throws Exception {
        stage.sql()
                .execute(
                        "writer",
                        "INSERT INTO threetier.timestamps (saved_at) VALUES ('2022-11-06 03:00:59.999999'), ('2022-11-06 03:01:00'), ('2022-11-06 03:02:00')");
        stage.sql().awaitReplica();
        assertTrue(site.get("/timestamps/counts?from=2022-11-06T03:00:00Z&to=2022-11-06T03:02:00Z")
                .body()
                .contains("\"counts\":[1,1]"));
    }

    @Test
    void theLastHourIsCountedWhenNothingIsSaid(Site site, Stage stage) throws Exception {
        site.post("/write");
        stage.sql().awaitReplica();
        assertTrue(site.get("/timestamps/counts").body().matches(".*\"counts\":\\[(0,){58}(0,1|1,0)]}"));
    }

    /** The test counts statements with the reader's own counters. */
    @Test
    void whoeverAsksTheSameWithinASecondCostsTheDatabaseOneAnswer(Site site, Stage stage) throws Exception {
        String path = "/timestamps/counts?per=hour&from=2022-11-01T00:00:00Z&to=2022-11-02T00:00:00Z";
        site.get(path);
        long before = stage.sql().counter("reader", "Handler_read_key");
        long start = System.nanoTime();
        int asked = 0;
        for (; asked < 100 || asked < 1_000 && System.nanoTime() - start < 500_000_000L; asked++) {
            assertEquals(200, site.get(path).statusCode());
        }
        // The thread that watches the replica also queries the reader every second
        assertTrue(stage.sql().counter("reader", "Handler_read_key") - before < asked, asked + " requests");
    }

    /** The index covers the query, so the database reads no row of the table. */
    @Test
    void countingReadsTheIndexAlone(Stage stage) throws Exception {
        stage.sql().fill(2_000);
        assertTrue(explain(
                        stage,
                        "SELECT TIMESTAMPDIFF(MINUTE, '2022-11-06 03:02:00', saved_at) AS bucket, COUNT(*) FROM threetier.timestamps"
                                + " WHERE saved_at >= '2022-11-06 03:02:00' AND saved_at < '2022-11-06 03:03:00' GROUP BY bucket")
                .contains("Using index"));
    }

    /** A million rows take long to insert, and how they reach the client does not matter. */
    @Test
    @Tag("http-only")
    void tooManyEntriesAreNotCounted(Site site, Stage stage) throws Exception {
        stage.sql().fill(TimestampCounts.MOST_ENTRIES + 1);
        HttpResponse<String> refused =
                site.get("/timestamps/counts?per=hour&from=2022-11-06T00:00:00Z&to=2022-12-06T00:00:00Z");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("There are more than 1,000,000 entries"), refused.body());
        long start = System.nanoTime();
        HttpResponse<String> answer =
                site.get("/timestamps/counts?per=hour&from=2022-11-06T00:00:00Z&to=2022-11-17T00:00:00Z");
        System.out.printf("counting most of a million entries took %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("[0,0,0,3492,3600,3600,"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "per=day",
                "per=Minute",
                "from=yesterday",
                "from=2022-11-06T03:00:00Z",
                "to=2022-11-06",
                "from=2022-11-06T03:01:47",
                "to=0001-01-01T00:00:00Z",
                "from=-1000000000-01-01T00:00:00Z",
                "per=hour&to=%2B1000000000-12-31T23:59:59.999999999Z",
                "per=hour&from=2022-11-06T03:00:00Z&to=2022-11-06T02:00:00Z",
                "from=2022-11-06T03:00:00Z&to=2022-11-06T03:00:00Z",
                "from=2022-11-06T00:00:00Z&to=2022-11-07T01:00:01Z"
            })
    void whatCannotBeCountedIsRefused(String query, Site site) throws Exception {
        HttpResponse<String> answer = site.get("/timestamps/counts?" + query);
        assertEquals(400, answer.statusCode());
        assertEquals("application/problem+json", Site.header(answer, "Content-Type"));
    }

    private static String explain(Stage stage, String query) throws Exception {
        try (var connection = stage.sql().connect("reader");
                var statement = connection.createStatement();
                var plan = statement.executeQuery("EXPLAIN FORMAT=TRADITIONAL " + query)) {
            plan.next();
            return plan.getString("Extra");
        }
    }
}
