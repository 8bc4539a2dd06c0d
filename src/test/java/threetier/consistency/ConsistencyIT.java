package threetier.consistency;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** A client reads its own writes even if the reader lacks them. Reads of other clients do not use the writer. */
@OnStage
class ConsistencyIT {

    @AfterEach
    void replicate(Stage stage) throws Exception {
        stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        stage.sql().awaitReplica();
    }

    @Test
    void whatAClientSavedItReadsAtOnce(Site site, Stage stage) throws Exception {
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        HttpResponse<String> saved = site.post("/timestamps");
        String token = Site.header(saved, "Consistency-Token");
        String path = "/timestamps/" + token;
        assertTrue(Site.header(saved, "Location").endsWith(path));

        assertEquals(404, site.get(path).statusCode());
        // A client sends the token as a header or as a cookie. If it sends both, the newer token counts
        for (String[] proof : new String[][] {
            {"Consistency-Token", token},
            {"Cookie", "consistency-token=" + token},
            {"Consistency-Token", token, "Cookie", "consistency-token=1"},
            {"Consistency-Token", "1", "Cookie", "consistency-token=" + token}
        }) {
            HttpResponse<String> own = site.get(path, proof);
            assertEquals(saved.body(), own.body());
            assertAnsweredBy("writer", own);
            assertTrue(Site.header(own, "Server-Timing").contains("the reader does not have a client's own write yet"));
            assertTrue(site.get("/timestamps", proof).body().contains(saved.body()));
            assertTrue(site.get("/read", proof).body().length()
                    > site.get("/read").body().length());
        }

        replicate(stage);
        assertAnsweredBy("reader", site.get(path, "Consistency-Token", token));
    }

    @Test
    void theCookieIsShortLivedAndForNoScript(Site site) throws Exception {
        HttpResponse<String> saved = site.post("/write");
        String id = Site.header(saved, "Consistency-Token");
        assertEquals(
                "consistency-token=" + id + "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
                Site.header(saved, "Set-Cookie"));
        assertTrue(Site.header(site.post("/write", "X-Forwarded-Proto", "https"), "Set-Cookie")
                .contains("; Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999", "99999999999999999999", "-1", "0", "abc", "1;2", "' OR 1=1"})
    void aTokenThatNobodyGotCostsTheWriterNothing(String token, Site site) throws Exception {
        site.post("/write");
        HttpResponse<String> answer = site.get("/timestamps", "Consistency-Token", token);
        assertEquals(200, answer.statusCode());
        assertAnsweredBy("reader", answer);
    }

    /** Concurrent requests for the same list share a query. */
    @Test
    void aTokenThatNobodyGotTakesNobodyElsesAway(Site site, Stage stage) throws Exception {
        long before = rows(read(site, Site.header(site.post("/write"), "Consistency-Token")));
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        Clients.ask(4, () -> read(site, "999999999999"), () -> {
            for (int i = 1; i <= 20; i++) {
                assertEquals(before + i, rows(read(site, Site.header(site.post("/write"), "Consistency-Token"))));
            }
        });
    }

    /** A request whose token refers to a deleted row does not wait for this row. */
    @Test
    void rowsThatWereDeletedAreNotMissed(Site site, Stage stage) throws Exception {
        String token = Site.header(site.post("/write"), "Consistency-Token");
        site.post("/write");
        stage.sql().execute("writer", "DELETE FROM threetier.timestamps WHERE id <= " + token);
        stage.sql().awaitReplica();
        site.awaitReader();
        assertAnsweredBy("reader", site.get("/read", "Consistency-Token", token));
    }

    @Test
    void aReaderThatIsTooFarBehindIsBypassedUntilItHasCaughtUp(Site site, Stage stage) throws Exception {
        awaitReadsFrom("reader", site);
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        String body = site.post("/timestamps").body();
        awaitReadsFrom("writer", site);
        HttpResponse<String> page = site.get("/timestamps");
        assertTrue(page.body().contains(body));
        assertTrue(Site.header(page, "Server-Timing").contains("the reader is too far behind"));
        replicate(stage);
        awaitReadsFrom("reader", site);
        assertAnsweredBy("reader", site.get("/timestamps"));
    }

    /**
     * The reader's old rows have the same ids as new rows on the writer, and the number of rows may be the same too.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void aReaderThatHasNotFollowedATruncateIsBypassed(int old, Site site, Stage stage) throws Exception {
        stage.sql().truncate();
        stage.sql().fill(old);
        awaitReadsFrom("reader", site);
        assertEquals(old, rows(read(site, "")));
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        stage.sql().execute("writer", "TRUNCATE threetier.timestamps");
        String token = Site.header(site.post("/write"), "Consistency-Token");
        assertEquals("1", token);
        awaitReadsFrom("writer", site);
        assertEquals(1, rows(read(site, token)));
        assertEquals(1, rows(read(site, "")));
        replicate(stage);
        awaitReadsFrom("reader", site);
        assertEquals(1, rows(read(site, token)));
    }

    private static HttpResponse<String> read(Site site, String token) {
        try {
            return site.get("/read", "Consistency-Token", token);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long rows(HttpResponse<String> list) {
        return list.body().lines().filter(line -> line.startsWith("  ")).count();
    }

    private static void awaitReadsFrom(String database, Site site) {
        String part = "\"database\":\"" + database + "\"";
        await("reads from the " + database)
                .atMost(ONE_MINUTE)
                .until(() -> site.get("/instance").body(), body -> body.contains(part));
    }

    private static void assertAnsweredBy(String database, HttpResponse<String> answer) throws SQLException {
        assertEquals(200, answer.statusCode());
        assertTrue(
                Site.header(answer, "X-Served-By").contains("database=" + database),
                Site.header(answer, "X-Served-By"));
    }
}
