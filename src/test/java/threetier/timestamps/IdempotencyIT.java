package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Requests with the same {@code Idempotency-Key} save once. */
@OnStage
class IdempotencyIT {

    private static final String KEY = "Idempotency-Key";

    private final String key = UUID.randomUUID().toString();

    @Test
    void aRepeatGetsTheFirstAnswerAlsoWhenTheEntryIsGone(Site site, Stage stage) throws Exception {
        HttpResponse<String> first = site.post("/timestamps", KEY, key);
        assertEquals(201, first.statusCode());
        assertAnsweredLike(first, site.post("/timestamps", KEY, key));
        stage.sql().truncate();
        assertAnsweredLike(first, site.post("/timestamps", KEY, key));
        assertEquals(0, entries(stage));
    }

    @Test
    void aHundredAtOnceSaveOnce(Site site, Stage stage) throws Exception {
        long before = entries(stage);
        List<HttpResponse<String>> answers =
                Clients.together(Collections.nCopies(100, () -> site.post("/timestamps", KEY, key)));
        List<String> saved = answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .map(HttpResponse::body)
                .distinct()
                .toList();
        assertEquals(1, saved.size(), saved.toString());
        assertOnly(List.of(201, 409), answers);
        assertEquals(before + 1, entries(stage));
        assertEquals(saved.get(0), site.post("/timestamps", KEY, key).body());
    }

    @Test
    void duplicatesDisturbNobodyElse(Site site, Stage stage) throws Exception {
        long before = entries(stage);
        // Requests with the same key use only one place, so a node admits all requests of this test
        List<Callable<HttpResponse<String>>> plain = Collections.nCopies(6, () -> site.post("/timestamps"));
        List<Callable<HttpResponse<String>>> mixed = new ArrayList<>(plain);
        for (int i = 0; i < 200; i++) {
            String oneOfTen = key + i % 10;
            mixed.add(() -> site.post("/timestamps", KEY, oneOfTen));
        }
        for (int round = 1; round <= 10; round++) {
            List<HttpResponse<String>> answers = Clients.together(mixed);
            assertOnly(List.of(201), answers.subList(0, plain.size()));
            assertOnly(List.of(201, 409), answers.subList(plain.size(), answers.size()));
            assertEquals(before + round * plain.size() + 10, entries(stage));
        }
    }

    /** Simulates a long write with this key on another node. */
    @Test
    void aKeyInUseIs409AndTakesNothingFromOthers(Site site, Stage stage) throws Exception {
        long before = entries(stage);
        try (Connection otherNode = saving(key, 4711, stage)) {
            List<Callable<HttpResponse<String>>> requests =
                    new ArrayList<>(Collections.nCopies(100, () -> site.post("/timestamps", KEY, key)));
            requests.addAll(Collections.nCopies(10, () -> site.post("/timestamps")));
            List<HttpResponse<String>> answers = Clients.together(requests);
            assertOnly(List.of(409), answers.subList(0, 100));
            assertOnly(List.of(201), answers.subList(100, 110));
            assertEquals("application/problem+json", Site.header(answers.get(0), "Content-Type"));
            assertEquals("1", Site.header(answers.get(0), "Retry-After"));
            otherNode.rollback();
        }
        assertEquals(201, site.post("/timestamps", KEY, key).statusCode());
        assertEquals(before + 11, entries(stage));
    }

    @Test
    void whoMeetsACommitOfAnotherNodeGetsItsAnswer(Site site, Stage stage) throws Exception {
        long before = entries(stage);
        try (Connection otherNode = saving(key, 4711, stage)) {
            ExecutorService client = Executors.newSingleThreadExecutor();
            Future<HttpResponse<String>> answer = client.submit(() -> site.post("/timestamps", KEY, key));
            new Inside(stage).awaitLockWaits(1);
            otherNode.commit();
            client.shutdown();
            // The status is 409 if this test was slower than the time for which the node waits
            assertOnly(List.of(201, 409), List.of(answer.get()));
        }
        assertEquals(
                "{\"id\": 4711, \"savedAt\": \"2022-11-06T03:01:47.123456Z\"}",
                site.post("/timestamps", KEY, key).body());
        assertEquals(before, entries(stage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb"})
    void aKeyThatCannotBeOneIsRefused(String malformed, Site site, Stage stage) throws Exception {
        assertRefused(malformed, site, stage);
    }

    @Test
    void aKeyHas255Characters(Site site, Stage stage) throws Exception {
        String longest = (key + "~!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}" + "x".repeat(255)).substring(0, 255);
        String first = site.post("/timestamps", KEY, longest).body();
        assertEquals(first, site.post("/timestamps", KEY, longest).body());
        assertRefused(longest + "x", site, stage);
        assertRefused("one\r\n" + KEY + ": two", site, stage);
    }

    @Test
    void upperAndLowerCaseAreDifferentKeys(Site site) throws Exception {
        assertNotEquals(
                site.post("/timestamps", KEY, key + "a").body(),
                site.post("/timestamps", KEY, key + "A").body());
    }

    @Test
    void aFormGivesItsKeyInAField(Site site, Stage stage) throws Exception {
        long before = entries(stage);
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response =
                    form(site, "application/x-www-form-urlencoded", "other=1&idempotency-key=%22" + key);
            assertEquals(303, response.statusCode());
            assertEquals(site.url() + "/", Site.header(response, "Location"));
        }
        assertEquals(before + 1, entries(stage));
        assertEquals(201, site.post("/timestamps", KEY, "\"" + key).statusCode());
        assertEquals(before + 1, entries(stage));
        assertEquals(
                400,
                form(site, "application/x-www-form-urlencoded", "idempotency-key=%zz")
                        .statusCode());
        assertEquals(before + 1, entries(stage));
    }

    /** Keys that differ only at the end of a long form are different keys. */
    @Test
    void aKeyInAFormIsReadToItsEnd(Site site, Stage stage) throws Exception {
        long before = entries(stage);
        for (String end : List.of("1", "2")) {
            assertEquals(
                    303,
                    form(
                                    site,
                                    "application/x-www-form-urlencoded",
                                    "other=" + "x".repeat(960) + "&idempotency-key=%22" + key + end)
                            .statusCode());
        }
        assertEquals(before + 2, entries(stage));
        // httpd rejects such a long form, so this request goes directly to the application
        assertEquals(
                400,
                form(
                                new Site(new Inside(stage).appUrl()),
                                "application/x-www-form-urlencoded",
                                "idempotency-key=x&other=" + "x".repeat(100_000))
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({"application/x-www-form-urlencoded, %zz=&&&=", "application/json, idempotency-key=x", "text/plain, '{'"
    })
    void anyOtherBodyIsIgnored(String type, String body, Site site, Stage stage) throws Exception {
        long before = entries(stage);
        assertEquals(303, form(site, type, body).statusCode());
        assertEquals(303, form(site, type, body).statusCode());
        assertEquals(before + 2, entries(stage));
    }

    private static HttpResponse<String> form(Site site, String type, String body) throws Exception {
        return site.exchange(
                HttpRequest.newBuilder(URI.create(site.url() + "/timestamps"))
                        .header("Accept", Site.BROWSER)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertRefused(String malformed, Site site, Stage stage) throws Exception {
        long before = entries(stage);
        String response = site.raw("POST /timestamps HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n"
                + KEY + ": " + malformed + "\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 400 ") && response.contains("application/problem+json"), response);
        assertEquals(before, entries(stage));
    }

    private static void assertAnsweredLike(HttpResponse<String> first, HttpResponse<String> repeat) {
        assertEquals(first.statusCode(), repeat.statusCode());
        assertEquals(Site.header(first, "Location"), Site.header(repeat, "Location"));
        assertEquals(first.body(), repeat.body());
    }

    private static void assertOnly(List<Integer> statuses, List<HttpResponse<String>> answers) {
        for (HttpResponse<String> answer : answers) {
            assertTrue(statuses.contains(answer.statusCode()), answer + "\n" + answer.body());
        }
    }

    /** A transaction that has saved with the key but not committed. */
    private static Connection saving(String key, long id, Stage stage) throws SQLException {
        Connection connection = stage.sql().connect("writer");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO threetier.idempotency_keys VALUES ('" + key + "', " + id
                    + ", '2022-11-06 03:01:47.123456')");
        }
        return connection;
    }

    private static long entries(Stage stage) throws SQLException {
        return stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps");
    }
}
