package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class WriteIT {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void savesNowAndSaysWhen(String method, Site site, Stage stage) throws Exception {
        long before = entries(stage);
        HttpResponse<String> response = site.send(method, "/write", "Accept", "text/html");
        assertEquals(200, response.statusCode());
        assertEquals("text/plain", Site.header(response, "Content-Type"));
        assertEquals("no-store", Site.header(response, "Cache-Control"));
        assertEquals(26, response.body().length());
        assertTrue(response.body().matches("Saved: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"), response.body());
        LocalDateTime saved = LocalDateTime.parse(response.body().substring(7).replace(' ', 'T'));
        assertTrue(
                Duration.between(saved, LocalDateTime.now(ZoneOffset.UTC)).abs().toSeconds() < 60, response.body());
        assertEquals(before + 1, entries(stage));
        assertTrue(Site.header(response, "X-Served-By").endsWith("database=writer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS"})
    void askingAboutTheAddressSavesNothing(String method, Site site, Stage stage) throws Exception {
        long before = entries(stage);
        assertEquals(200, site.send(method, "/write").statusCode());
        assertEquals(before, entries(stage));
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose, prefetch", "Sec-Purpose, prefetch;prerender", "Purpose, prefetch", "X-Moz, prefetch"})
    void aPrefetchSavesNothing(String header, String value, Site site, Stage stage) throws Exception {
        long before = entries(stage);
        HttpResponse<String> response = site.get("/write", header, value);
        assertEquals(403, response.statusCode());
        assertEquals("application/problem+json", Site.header(response, "Content-Type"));
        assertEquals(before, entries(stage));
    }

    /** The time in the answer equals the stored time on both databases, to the microsecond. */
    @Test
    void theAnswerIsWhatIsStored(Site site, Stage stage) throws Exception {
        HttpResponse<String> response = site.post("/timestamps");
        String savedAt =
                response.body().replaceAll(".*\"savedAt\": \"(.*)Z\".*", "$1").replace('T', ' ');
        String id = response.body().replaceAll(".*\"id\": (\\d+),.*", "$1");
        stage.sql().awaitReplica();
        for (String database : new String[] {"writer", "reader"}) {
            assertEquals(
                    1,
                    stage.sql()
                            .count(
                                    database,
                                    "SELECT COUNT(*) FROM threetier.timestamps WHERE id = " + id + " AND saved_at = '"
                                            + savedAt + "'"),
                    database);
        }
    }

    private static long entries(Stage stage) throws SQLException {
        return stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps");
    }
}
