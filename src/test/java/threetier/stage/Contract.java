package threetier.stage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/**
 * What the OpenAPI document says about requests and their statuses. {@link Site} checks every answer of the application
 * against it, so each path, method and status that a test sees is documented.
 */
public final class Contract {

    private static final Map<String, Object> DOCUMENT = document();
    private static final Set<String> DOCUMENTED = statuses();

    private Contract() {}

    /** All documented statuses, like {@code GET /users/{id} 404}. */
    public static Set<String> documented() {
        return DOCUMENTED;
    }

    private static Set<String> statuses() {
        Set<String> all = new TreeSet<>();
        at(DOCUMENT, "paths")
                .forEach((path, operations) -> map(operations)
                        .forEach((method, operation) -> at(map(operation), "responses")
                                .keySet()
                                .forEach(status -> all.add(line(method, path, status)))));
        return all;
    }

    /** The line in {@link #documented()} for a request to this documented path. */
    public static String line(String method, String path, Object status) {
        return method.toUpperCase(Locale.ROOT) + " " + path + " " + status;
    }

    /** Asserts that the document has the status of an answer, if the application has answered at a documented path. */
    static void check(HttpResponse<?> answer) {
        // The server names the node in its own answers too, but only the application measures the time
        if (!Site.header(answer, "Server-Timing").contains("app;")) {
            return;
        }
        String path = answer.request().uri().getRawPath();
        String method = answer.request().method();
        Optional<String> template = template(path);
        if (template.isEmpty() || method.equals("OPTIONS")) {
            return;
        }
        String line = line(method.equals("HEAD") ? "GET" : method, template.get(), answer.statusCode());
        assertTrue(
                DOCUMENTED.contains(line)
                        || at(DOCUMENT, "x-any-request").containsKey(Integer.toString(answer.statusCode())),
                "The OpenAPI document does not have: " + line);
    }

    /** The documented path that matches. A path without parameters comes before one with them. */
    private static Optional<String> template(String path) {
        Map<String, Object> paths = at(DOCUMENT, "paths");
        return paths.containsKey(path)
                ? Optional.of(path)
                : paths.keySet().stream()
                        .filter(template -> path.matches(template.replaceAll("\\{\\w+}", "[^/]+")))
                        .findFirst();
    }

    private static Map<String, Object> document() {
        try {
            return new Yaml().load(Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return map(map.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return new TreeMap<>((Map<String, Object>) value);
    }
}
