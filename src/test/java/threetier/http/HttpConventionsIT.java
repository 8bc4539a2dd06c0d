package threetier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Rules of RFC 9110 for every resource. */
@OnStage
class HttpConventionsIT {

    /** Headers that differ from answer to answer, or that describe a body. */
    private static final Set<String> OWN = Set.of(
            ":status",
            "date",
            "server-timing",
            "x-served-by",
            "content-length",
            "transfer-encoding",
            "content-encoding",
            "keep-alive",
            "connection");

    private static final List<String> RESOURCES = List.of(
            "/",
            "/read",
            "/timestamps",
            "/timestamps?limit=1",
            "/timestamps/1",
            "/timestamps/counts",
            "/instance",
            "/load?number=7");

    static Stream<String> resources() {
        return RESOURCES.stream();
    }

    /** RFC 9110, 9.3.2 and 15.4.5: caches use the headers of such an answer as headers of the answer to GET. */
    @ParameterizedTest
    @CsvSource({
        "/, gzip, */*",
        "/, identity, text/html",
        "/read, gzip, */*",
        "/read, identity, */*",
        "/timestamps, gzip, */*",
        "/timestamps, identity, */*",
        "/timestamps?limit=1, gzip, */*",
        "/timestamps/1, gzip, */*",
        "/timestamps/counts, gzip, */*",
        "/instance, gzip, */*",
        "/instance, identity, */*"
    })
    void getHeadAndNotModifiedHaveTheSameHeaders(String path, String encoding, String accept, Site site, Stage stage)
            throws Exception {
        stage.sql().fill(2);
        String[] headers = {"Accept-Encoding", encoding, "Accept", accept};
        HttpResponse<String> get = site.get(path, headers);
        assertEquals(200, get.statusCode());
        assertTrue(
                Site.header(get, "Vary").contains("Accept-Encoding"),
                get.headers().toString());
        assertEquals(headers(get), headers(site.send("HEAD", path, headers)));
        String tag = Site.header(get, "ETag");
        if (!tag.isEmpty()) {
            HttpResponse<String> unchanged =
                    site.get(path, "Accept-Encoding", encoding, "Accept", accept, "If-None-Match", tag);
            assertEquals(304, unchanged.statusCode());
            Map<String, List<String>> expected = headers(get);
            // This header describes a body, and this answer has none
            expected.remove("content-type");
            assertEquals(expected, headers(unchanged));
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeIf(name -> OWN.contains(name.toLowerCase(Locale.ROOT)));
        // The id differs from answer to answer, but each answer has one
        headers.replaceAll((name, values) -> name.equalsIgnoreCase("X-Request-Id") ? List.of("") : values);
        return headers;
    }

    /** {@code Content-Type} names the actual media type, even if the client has requested another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPLICATION/JSON;charset=utf-16;x=y",
                "application/json;q=0.5;x=y",
                "application/*;charset=x",
                "*/*;x=y"
            })
    void theTypeOfAnAnswerIsItsOwn(String accept, Site site, Stage stage) throws Exception {
        stage.sql().fill(2);
        for (String path : RESOURCES) {
            HttpResponse<String> response = site.get(path, "Accept", accept);
            assertEquals(200, response.statusCode(), path);
            assertEquals("application/json", Site.header(response, "Content-Type"), path);
        }
        assertEquals(
                "text/plain", Site.header(site.get("/write", "Accept", "TEXT/PLAIN;charset=utf-16"), "Content-Type"));
    }

    /** RFC 9110, 5.6.1.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept | application/json,",
                "Accept | ,,application/json, ,*/*;q=0.1",
                "Accept | ,",
                "Accept | ,,"
            })
    void emptyElementsOfAListAreIgnored(String name, String value, Site site) throws Exception {
        for (String path : RESOURCES.subList(0, 4)) {
            assertEquals(200, site.get(path, name, value).statusCode(), path);
        }
    }

    @Test
    void emptyElementsAmongTagsAreIgnored(Site site, Stage stage) throws Exception {
        stage.sql().fill(2);
        String tag = Site.header(site.get("/read"), "ETag");
        assertEquals(
                304,
                site.get("/read", "If-None-Match", ", \"x\",, " + tag + " ,").statusCode());
        assertEquals(
                200, site.get("/read", "If-None-Match", ", \"x\",, W/\"y\",").statusCode());
    }

    /** RFC 9110, 13.1.1: the method is not performed. */
    @ParameterizedTest
    @CsvSource({
        "POST, /write, If-Match, '\"x\"'",
        "GET, /write, If-Match, '\"x\"'",
        "POST, /timestamps, If-Match, 'W/\"x\", \"y\"'",
        "POST, /timestamps, If-None-Match, *",
        "POST, /write, If-None-Match, *"
    })
    void aRequestWhoseConditionFailsSavesNothing(
            String method, String path, String condition, String value, Site site, Stage stage) throws Exception {
        long before = saved(stage);
        HttpResponse<String> refused = site.send(method, path, condition, value);
        assertEquals(412, refused.statusCode());
        assertEquals("application/problem+json", Site.header(refused, "Content-Type"));
        assertEquals(before, saved(stage));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /write, If-Match, *",
        "POST, /timestamps, If-Match, *",
        "POST, /timestamps, If-None-Match, '\"x\"'"
    })
    void aRequestWhoseConditionHoldsSaves(
            String method, String path, String condition, String value, Site site, Stage stage) throws Exception {
        long before = saved(stage);
        assertEquals(2, site.send(method, path, condition, value).statusCode() / 100);
        assertEquals(before + 1, saved(stage));
    }

    @ParameterizedTest
    @CsvSource({"GET, /read, If-None-Match, a/b", "POST, /write, If-Match, x", "POST, /timestamps, If-None-Match, '\"x'"
    })
    void aConditionThatIsNoListOfTagsIsABadRequest(
            String method, String path, String condition, String value, Site site, Stage stage) throws Exception {
        long before = saved(stage);
        HttpResponse<String> refused = site.send(method, path, condition, value);
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("The header " + condition + " must be * or a list"), refused.body());
        assertEquals(before, saved(stage));
    }

    /** RFC 6265, 5.4: the first character of a cookie's name has no meaning. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$Version=x",
                "$Version=",
                "$Version=1.0",
                "$Version=99999999999",
                "$Version=1;$Path=\"/",
                "=",
                ";;"
            })
    void oldFormsOfCookiesAreIgnored(String cookie, Site site) throws Exception {
        for (String path : RESOURCES.subList(0, 4)) {
            assertEquals(200, site.get(path, "Cookie", cookie).statusCode(), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "007", "01", "%D9%A1", "1.0", "-0", "", "99999999999999999999", "%201"})
    void aNumberIsWrittenInOneWay(String number, Site site) throws Exception {
        for (String path : List.of("/timestamps?limit=" + number, "/timestamps?before=" + number)) {
            HttpResponse<String> response = site.get(path);
            assertEquals(400, response.statusCode(), path);
            assertTrue(response.body().contains("digits 0 to 9, without a sign or leading zeros"), response.body());
        }
    }

    private static long saved(Stage stage) throws SQLException {
        return stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps");
    }
}
