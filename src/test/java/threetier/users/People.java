package threetier.users;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import threetier.command.json.Json;
import threetier.stage.Site;

/** Requests about users, for tests. Each name is used once. */
record People(Site site) {

    static final String JSON = "application/json";

    /** A name that no other user has. */
    static String name() {
        return "u-" + UUID.randomUUID();
    }

    static String body(String username, String email) {
        return Json.of(java.util.Map.of("username", username, "email", email));
    }

    /** @param headers names and values in turn */
    HttpResponse<String> add(String username, String email, String... headers) throws IOException {
        return send("POST", "/users", body(username, email), headers);
    }

    /** Adds a user with a new name. */
    HttpResponse<String> add() throws IOException {
        String name = name();
        return add(name, name + "@example.com");
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = JSON;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return site.send(method, path, body.getBytes(StandardCharsets.UTF_8), all);
    }

    /** The path of the user that this answer has created. */
    String path(HttpResponse<String> created) {
        return Site.header(created, "Location").substring(site.url().length());
    }

    /** A GET with the token of an earlier answer, which therefore sees its change. */
    HttpResponse<String> get(String path, HttpResponse<?> after, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        all[0] = "Change-Token";
        all[1] = Site.header(after, "Change-Token");
        System.arraycopy(headers, 0, all, 2, headers.length);
        return site.get(path, all);
    }

    /** The error of a field in a problem. */
    static String error(HttpResponse<String> problem, String field) {
        return Json.parse(problem.body()).at("errors").text(field);
    }

    static String detail(HttpResponse<String> problem) {
        return Json.parse(problem.body()).text("detail");
    }
}
