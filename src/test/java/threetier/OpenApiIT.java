package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.json.Json;
import threetier.command.stage.Stage;
import threetier.stage.Contract;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/**
 * Tests that the OpenAPI document and the application agree. This class provokes each documented status, except those
 * that other tests cover. In all tests, {@link Site} asserts that each status of the application is documented.
 */
@OnStage
@Tag("http-only")
class OpenApiIT {

    private final Set<String> seen = new TreeSet<>();
    private Site site;

    @BeforeEach
    void site(Site ofStage) {
        site = ofStage;
    }

    @Test
    void theAppTierServesTheWholeDocument(Stage stage) throws Exception {
        Site appTier = new Site(new Inside(stage).appUrl());
        Json paths = Json.parse(
                        appTier.get("/openapi", "Accept", "application/json").body())
                .at("paths");
        Set<String> served = new TreeSet<>();
        paths.value()
                .getAsJsonObject()
                .entrySet()
                .forEach(path -> path.getValue()
                        .getAsJsonObject()
                        .entrySet()
                        .forEach(operation -> operation
                                .getValue()
                                .getAsJsonObject()
                                .getAsJsonObject("responses")
                                .keySet()
                                .forEach(status ->
                                        served.add(Contract.line(operation.getKey(), path.getKey(), status)))));
        assertEquals(Contract.documented(), served);
    }

    @Test
    void eachDocumentedStatusHappens() throws Exception {
        String[] browser = {"Accept", Site.BROWSER};
        String[] prefetch = {"Sec-Purpose", "prefetch"};
        // What is off is tested elsewhere (StageIT), and so is what two clients do at the same moment (IdempotencyIT)
        seen.add("GET /load 404");
        seen.add("GET /users 404");
        seen.add("POST /users 404");
        seen.add("POST /timestamps 409");

        for (String list : new String[] {"/", "/read", "/timestamps", "/users"}) {
            HttpResponse<String> answer = see("GET", list, list);
            see("GET", list, list, "If-None-Match", Site.header(answer, "ETag"));
        }
        for (String method : new String[] {"GET", "POST"}) {
            see(method, "/write", "/write");
            see(method, "/write", "/write", prefetch);
        }
        see("GET", "/timestamps", "/timestamps?limit=0");
        HttpResponse<String> saved = see("POST", "/timestamps", "/timestamps");
        see("POST", "/timestamps", "/timestamps", browser);
        see("POST", "/timestamps", "/timestamps", "Idempotency-Key", "a b");
        String entry = Site.header(saved, "Location").substring(site.url().length());
        see("GET", "/timestamps/{id}", entry, "Consistency-Token", Site.header(saved, "Consistency-Token"));
        see("GET", "/timestamps/{id}", "/timestamps/x");
        see("GET", "/timestamps/{id}", "/timestamps/999999999");
        see("GET", "/timestamps/counts", "/timestamps/counts");
        see("GET", "/timestamps/counts", "/timestamps/counts?per=day");
        see("GET", "/instance", "/instance");
        see("GET", "/load", "/load?number=7");
        see("GET", "/load", "/load");

        String name = UUID.randomUUID().toString();
        String body = "{\"username\": \"" + name + "\", \"email\": \"" + name + "@example.com\"}";
        String other = body.replace(name, "x" + name);
        HttpResponse<String> added = send("POST", "/users", "/users", body, "Idempotency-Key", name);
        send("POST", "/users", "/users", other, "Idempotency-Key", name);
        send("POST", "/users", "/users", body);
        send("POST", "/users", "/users", "{}");
        send("POST", "/users", "/users", " ".repeat(10_001));
        send("POST", "/users", "/users", body, "Idempotency-Key", name, "Accept", Site.BROWSER);
        see("GET", "/users", "/users?before=x");
        String user = Site.header(added, "Location").substring(site.url().length());
        String one = "/users/{id}";
        String[] token = {"Change-Token", Site.header(added, "Change-Token")};
        HttpResponse<String> read = see("GET", one, user, token);
        see("GET", one, user, token[0], token[1], "If-None-Match", Site.header(read, "ETag"));
        see("GET", one, user, token[0], token[1], "If-Match", "\"0\"");
        for (String method : new String[] {"GET", "DELETE"}) {
            see(method, one, "/users/x");
            see(method, one, "/users/999999999");
        }
        HttpResponse<String> second = send("POST", "/users", "/users", other);
        send("PUT", one, user, other, "If-Match", "*");
        send("PUT", one, user, body, "If-Match", "\"0\"");
        send("PUT", one, user, body);
        send("PUT", one, user, "{}", "If-Match", "*");
        send("PUT", one, user, " ".repeat(10_001), "If-Match", "*");
        send("PUT", one, "/users/999999999", body, "If-Match", "*");
        send("PUT", one, user, body, "If-Match", Site.header(read, "ETag"));
        see("DELETE", one, user, "If-Match", "\"0\"");
        see("DELETE", one, user);
        assertEquals(201, second.statusCode());

        // Every request can find its database away (StageIT, drills)
        assertEquals(
                Contract.documented().stream()
                        .filter(line -> !line.endsWith(" 503"))
                        .collect(Collectors.joining("\n")),
                String.join("\n", seen));
    }

    private HttpResponse<String> see(String method, String template, String path, String... headers) throws Exception {
        return send(method, template, path, "", headers);
    }

    private HttpResponse<String> send(String method, String template, String path, String body, String... headers)
            throws Exception {
        HttpResponse<String> answer = site.send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
        seen.add(Contract.line(method, template, answer.statusCode()));
        return answer;
    }
}
