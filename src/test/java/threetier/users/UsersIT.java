package threetier.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.json.Json;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** The contract of {@code /users}. */
@OnStage
class UsersIT {

    private People people;

    @BeforeEach
    void people(Site site) {
        people = new People(site);
    }

    @Test
    void aUserIsAddedReadChangedAndDeleted(Site site) throws Exception {
        String name = People.name();
        HttpResponse<String> added = people.add(name, name + "@example.com");
        assertEquals(201, added.statusCode(), added.body());
        String path = people.path(added);
        String id = path.substring("/users/".length());
        assertEquals(
                "{\"email\":\"" + name + "@example.com\",\"id\":" + id + ",\"username\":\"" + name
                        + "\",\"message\":\"user [" + name + "] added successfully\"}",
                added.body());
        String tag = Site.header(added, "ETag");
        assertTrue(tag.startsWith("\"" + Site.header(added, "Change-Token") + "-"), tag);

        HttpResponse<String> read = people.get(path, added);
        assertEquals(200, read.statusCode());
        assertEquals(
                "{\"email\":\"" + name + "@example.com\",\"id\":" + id + ",\"username\":\"" + name + "\"}",
                read.body());
        assertEquals(tag, Site.header(read, "ETag"));
        assertEquals(304, people.get(path, added, "If-None-Match", tag).statusCode());
        assertEquals(200, people.get(path, added, "If-Match", tag).statusCode());
        assertEquals(412, people.get(path, added, "If-Match", "\"0\"").statusCode());

        String other = People.name();
        HttpResponse<String> changed = people.send("PUT", path, People.body(other, "x" + other), "If-Match", tag);
        assertEquals(400, changed.statusCode());
        changed = people.send("PUT", path, People.body(other, other + "@example.com"), "If-Match", tag);
        assertEquals(200, changed.statusCode(), changed.body());
        assertNotEquals(tag, Site.header(changed, "ETag"));
        assertEquals(changed.body(), people.get(path, changed).body());
        assertTrue(people.get("/users", changed).body().startsWith("[" + changed.body()));

        assertEquals(412, site.send("DELETE", path, "If-Match", tag).statusCode());
        HttpResponse<String> deleted = site.send("DELETE", path, "If-Match", Site.header(changed, "ETag"));
        assertEquals(204, deleted.statusCode());
        assertEquals(404, people.get(path, deleted).statusCode());
        assertEquals(404, site.send("DELETE", path).statusCode());
        assertEquals(201, people.add(name, name + "@example.com").statusCode());
    }

    /** The tag of one user stands for exactly these bytes, so httpd must not compress them. */
    @Test
    void whatHasAStrongTagIsNotCompressed() throws Exception {
        String email = "x".repeat(60) + "@" + "y".repeat(40) + ".example";
        HttpResponse<String> added = people.add(People.name() + "x".repeat(40), email);
        for (String path : List.of(people.path(added), "/users")) {
            HttpResponse<String> answer = people.get(path, added, "Accept-Encoding", "gzip");
            assertEquals(
                    Site.header(answer, "ETag").startsWith("W/") ? "gzip" : "",
                    Site.header(answer, "Content-Encoding"),
                    path);
        }
        people.site().send("DELETE", people.path(added));
    }

    @Test
    void theListHasPages(Site site, Stage stage) throws Exception {
        stage.sql().execute("writer", "DELETE FROM threetier.users");
        HttpResponse<String> last = null;
        for (int i = 0; i < 3; i++) {
            last = people.add();
        }
        HttpResponse<String> page = people.get("/users?limit=2", last);
        assertEquals(2, Json.parse(page.body()).items().size());
        String tag = Site.header(page, "ETag");
        assertEquals(
                304, people.get("/users?limit=2", last, "If-None-Match", tag).statusCode());
        String next = Site.header(page, "Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        HttpResponse<String> rest = people.get(next.substring(site.url().length()), last);
        assertEquals(1, Json.parse(rest.body()).items().size());
        assertEquals("", Site.header(rest, "Link"));
        HttpResponse<String> gone = site.send("DELETE", people.path(last));
        assertNotEquals(tag, Site.header(people.get("/users?limit=2", gone), "ETag"));
        assertEquals(400, site.get("/users?limit=0").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"Straße, STRASSE", "Ὀδυσσεύς, ὈΔΥΣΣΕΎΣ", "é, e\u0301", "ﬁn, FIN", "Ａ１, a1", "K, k", "ǅ, ǆ"})
    void namesThatDifferInCaseOrNormalisationAreTheSame(String one, String other) throws Exception {
        String end = People.name();
        assertEquals(201, people.add(one + end, "1" + end + "@example.com").statusCode());
        HttpResponse<String> refused = people.add(other + end, "2" + end + "@example.com");
        assertEquals(409, refused.statusCode(), refused.body());
        assertEquals("is already in use", People.error(refused, "username"));
        assertEquals("", People.error(refused, "email"));
    }

    @ParameterizedTest
    @CsvSource({"e, é", "l, 1", "ss, s", "a b, ab", "o, ø"})
    void namesOfOtherLettersAreDifferent(String one, String other) throws Exception {
        String end = People.name();
        assertEquals(201, people.add(one + end, "1" + end + "@example.com").statusCode());
        assertEquals(201, people.add(other + end, "2" + end + "@example.com").statusCode());
    }

    @Test
    void aDuplicateNamesTheField(Site site) throws Exception {
        HttpResponse<String> first = people.add();
        String email = Json.parse(first.body()).text("email");
        HttpResponse<String> refused = people.add(People.name(), email.toUpperCase());
        assertEquals(409, refused.statusCode());
        assertEquals("application/problem+json", Site.header(refused, "Content-Type"));
        assertEquals("is already in use", People.error(refused, "email"));
        assertEquals("The field \"email\" is already in use.", People.detail(refused));
        HttpResponse<String> second = people.add();
        HttpResponse<String> taken =
                people.send("PUT", people.path(second), People.body(People.name(), email), "If-Match", "*");
        assertEquals(409, taken.statusCode());
        assertEquals("is already in use", People.error(taken, "email"));
        // A user keeps its own values, also in another case
        assertEquals(
                200,
                people.send(
                                "PUT",
                                people.path(first),
                                People.body(
                                        Json.parse(first.body())
                                                .text("username")
                                                .toUpperCase(),
                                        email),
                                "If-Match",
                                "*")
                        .statusCode());
    }

    @Test
    void eachInvalidFieldHasItsMessage() throws Exception {
        HttpResponse<String> refused = people.add("", "demo");
        assertEquals(400, refused.statusCode());
        assertTrue(People.error(refused, "username").startsWith("must have 1 to 80 characters"), refused.body());
        assertEquals("must be an e-mail address like name@example.com", People.error(refused, "email"));
        HttpResponse<String> empty = people.send("POST", "/users", "{}");
        assertEquals(400, empty.statusCode());
        assertEquals("must be given", People.error(empty, "username"));
        assertEquals("must be given", People.error(empty, "email"));
    }

    /** Lengths are in characters. Each of these characters is two UTF-16 units and four bytes. */
    @Test
    void aNameHas80Characters() throws Exception {
        String name = People.name();
        String longest = "\uD83D\uDE00".repeat(80 - name.length()) + name;
        assertEquals(201, people.add(longest, name + "@example.com").statusCode());
        assertEquals(400, people.add(longest + "x", "x" + name + "@example.com").statusCode());
        String address = name + "@" + "d".repeat(50) + "." + "e".repeat(120 - name.length() - 52);
        assertEquals(201, people.add(People.name(), address).statusCode());
        assertEquals(400, people.add(People.name(), "x" + address).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\\u0000", "a\\nb", "\\ud800", "\\u00a0a"})
    void aNameThatCannotBeShownIsRefused(String name) throws Exception {
        HttpResponse<String> refused =
                people.send("POST", "/users", "{\"username\": \"" + name + "\", \"email\": \"demo@example.com\"}");
        assertEquals(400, refused.statusCode(), refused.body());
        assertTrue(People.error(refused, "username").startsWith("must have 1 to 80"), refused.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "\"text\"",
                "{\"username\": \"demo\", \"email\": \"demo@example.com\"",
                "{\"username\": \"demo\", \"email\": \"demo@example.com\"} x",
                "{\"username\": \"demo\", \"username\": \"demo\", \"email\": \"demo@example.com\"}",
                "{\"username\": 7, \"email\": \"demo@example.com\"}",
                "{\"username\": \"demo\", \"email\": [\"demo@example.com\"]}",
                "{\"username\": \"demo\", \"email\": \"demo@example.com\", \"admin\": \"true\"}",
                "{\"username\": \"demo\", \"email\": \"demo@example.com\", \"idempotency-key\": \"k\"}"
            })
    void aBodyThatIsNoObjectOfTheseFieldsIsRefused(String body) throws Exception {
        HttpResponse<String> refused = people.send("POST", "/users", body);
        assertEquals(400, refused.statusCode(), refused.body());
        assertEquals("application/problem+json", Site.header(refused, "Content-Type"));
        assertTrue(People.detail(refused).matches("The (body|field) .*\\."), refused.body());
    }

    @Test
    void aBodyIsTextOfLimitedLength(Site site) throws Exception {
        HttpResponse<String> tooLong = people.add("x".repeat(10_000), "demo@example.com");
        assertEquals(413, tooLong.statusCode());
        assertEquals("The body must not be longer than 10,000 bytes.", People.detail(tooLong));
        byte[] latin1 = "{\"username\": \"ü\", \"email\": \"a@b.example\"}".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> refused = site.send("POST", "/users", latin1, "Content-Type", "application/json");
        assertEquals(400, refused.statusCode());
        assertEquals("The body must be text in UTF-8.", People.detail(refused));
    }

    @Test
    void aRepeatGetsTheFirstAnswer(Site site, Stage stage) throws Exception {
        String name = People.name();
        String[] key = {"Idempotency-Key", name};
        HttpResponse<String> first = people.add(name, name + "@example.com", key);
        assertEquals(201, first.statusCode());
        assertEquals(
                200,
                people.send(
                                "PUT",
                                people.path(first),
                                People.body("now-" + name, name + "@example.com"),
                                "If-Match",
                                "*")
                        .statusCode());
        HttpResponse<String> repeat = people.add(name, name + "@example.com", key);
        assertEquals(201, repeat.statusCode());
        for (String header : List.of("Location", "ETag", "Change-Token")) {
            assertEquals(Site.header(first, header), Site.header(repeat, header));
        }
        assertEquals(first.body(), repeat.body());
        HttpResponse<String> other = people.add(name + "2", name + "2@example.com", key);
        assertEquals(422, other.statusCode());
        assertTrue(People.detail(other).contains("another body"), other.body());
        // The same key on another resource is another key
        assertEquals(201, site.post("/timestamps", key).statusCode());
        HttpResponse<String> duplicate =
                people.add("now-" + name, "x" + name + "@example.com", "Idempotency-Key", "x" + name);
        assertEquals(409, duplicate.statusCode());
        assertEquals("is already in use", People.error(duplicate, "username"));
    }

    @Test
    void aHundredAtOnceAddOnce(Stage stage) throws Exception {
        String name = People.name();
        List<HttpResponse<String>> answers = Clients.together(
                Collections.nCopies(100, () -> people.add(name, name + "@example.com", "Idempotency-Key", name)));
        for (HttpResponse<String> answer : answers) {
            assertTrue(List.of(201, 409).contains(answer.statusCode()), answer.body());
        }
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(HttpResponse::body)
                        .distinct()
                        .count());
        assertEquals(
                1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.users WHERE username = '" + name + "'"));
    }

    @Test
    void aChangeNeedsTheStateThatTheClientHasSeen() throws Exception {
        HttpResponse<String> added = people.add();
        String path = people.path(added);
        String name = People.name();
        String body = People.body(name, name + "@example.com");
        HttpResponse<String> missing = people.send("PUT", path, body);
        assertEquals(428, missing.statusCode());
        assertTrue(People.detail(missing).contains("If-Match"), missing.body());
        for (String condition : List.of("\"0\"", "W/" + Site.header(added, "ETag"))) {
            assertEquals(
                    412, people.send("PUT", path, body, "If-Match", condition).statusCode());
        }
        assertEquals(400, people.send("PUT", path, body, "If-Match", "17").statusCode());
        assertEquals(
                404,
                people.send("PUT", "/users/999999999", body, "If-Match", "*").statusCode());
        assertEquals(400, people.send("PUT", "/users/x", body, "If-Match", "*").statusCode());
        // Of clients that have seen the same state, one changes it
        List<Integer> statuses = Clients.together(Stream.of("a", "b", "c", "d")
                        .<Callable<HttpResponse<String>>>map(letter -> () -> Clients.change(() -> people.send(
                                "PUT",
                                path,
                                People.body(letter + name, letter + name + "@example.com"),
                                "If-Match",
                                Site.header(added, "ETag"))))
                        .toList())
                .stream()
                .map(HttpResponse::statusCode)
                .sorted()
                .toList();
        assertEquals(List.of(200, 412, 412, 412), statuses);
    }

    /** The answer repeats the name of the field, in its body and in a header field. */
    @Test
    void aFieldWithALongNameIsRefusedInWords(Site site) throws Exception {
        byte[] body = ("{\"" + "x".repeat(9_000) + "\": \"y\"}").getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> refused = site.send("POST", "/users", body, "Content-Type", "application/json");
        assertEquals(400, refused.statusCode(), refused.body());
        assertEquals("application/problem+json", Site.header(refused, "Content-Type"));
    }

    @Test
    void aFormIsABodyToo(Site site) throws Exception {
        String name = People.name();
        byte[] form = ("username=%C3%BC+" + name + "&email=" + name + "%40example.com&idempotency-key=" + name)
                .getBytes(StandardCharsets.US_ASCII);
        String type = "application/x-www-form-urlencoded";
        HttpResponse<String> added = site.send("POST", "/users", form, "Content-Type", type);
        assertEquals(201, added.statusCode(), added.body());
        assertEquals("ü " + name, Json.parse(added.body()).text("username"));
        HttpResponse<String> again = site.send("POST", "/users", form, "Content-Type", type, "Accept", Site.BROWSER);
        assertEquals(303, again.statusCode());
        assertEquals(site.url() + "/users", Site.header(again, "Location"));
        for (String malformed :
                List.of("username=%zz", "username=%C3", "username=%4", "username=a&username=b", "x=y")) {
            assertEquals(
                    400,
                    site.send("POST", "/users", malformed.getBytes(StandardCharsets.US_ASCII), "Content-Type", type)
                            .statusCode(),
                    malformed);
        }
    }
}
