package threetier.stage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Uses a site as its client would, whether it runs here or in a cloud: writes, reads its write back, says which nodes answered. */
public final class Check {

    private static final String TOKEN = "Consistency-Token";
    private static final int REQUESTS_TO_MEET_ALL_NODES = 40;

    private final String url;
    private final Consumer<String> report;

    public Check(String url, Consumer<String> report) {
        this.url = url.replaceAll("/+$", "");
        this.report = report;
    }

    /** @return 0, or 1 when something is not as it should be */
    public int run() {
        try {
            passed("the web tier is healthy", expect(200, "GET", "/web-health"));
            HttpResponse<String> saved = passed("a date-time is saved", expect(201, "POST", "/timestamps"));
            String location = saved.headers().firstValue("Location").orElseThrow(() -> new IOException("the answer has no Location"));
            passed("it is read back at once", readBack(location.substring(location.indexOf("/timestamps/")), saved));
            passed("the list is JSON", expectJson());
            passed("the inside is closed", expect(404, "GET", "/health/ready"));
            report.accept("  nodes that answered:       " + String.join(", ", nodes()));
            report.accept(url + " works.");
            return 0;
        } catch (IOException | IllegalArgumentException failure) {
            throw new StageException(url + " does not work: " + reason(failure), failure);
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof ConnectException) {
            // Its own message is none, or says which of Java's methods failed
            return "nothing there takes a connection";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private HttpResponse<String> expect(int status, String method, String path) throws IOException {
        HttpResponse<String> response = Http.send(method, url + path);
        if (response.statusCode() != status) {
            throw new IOException(method + " " + path + " was answered with " + response.statusCode() + ", not " + status + ": " + response.body());
        }
        return response;
    }

    private HttpResponse<String> expectJson() throws IOException {
        HttpResponse<String> list = expect(200, "GET", "/timestamps?limit=3");
        if (!list.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
            throw new IOException("GET /timestamps?limit=3 is not JSON");
        }
        return list;
    }

    /** With the token that came with the write, whichever node and database answer. */
    private HttpResponse<String> readBack(String path, HttpResponse<String> saved) throws IOException {
        String token = saved.headers().firstValue(TOKEN).orElseThrow(() -> new IOException("the answer has no " + TOKEN));
        HttpResponse<String> response = Http.send("GET", url + path, TOKEN, token);
        if (response.statusCode() != 200 || !response.body().equals(saved.body())) {
            throw new IOException("GET " + path + " did not give back what was saved, but " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    /** All that are met in a few requests; behind balancers these go to one node after the other. */
    private Set<String> nodes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < REQUESTS_TO_MEET_ALL_NODES; i++) {
            for (String part : servedBy(expect(200, "GET", "/timestamps?limit=1")).split(", ")) {
                names.add(part);
            }
        }
        return names;
    }

    private static String servedBy(HttpResponse<String> response) {
        return String.join(", ", response.headers().allValues("X-Served-By"));
    }

    private HttpResponse<String> passed(String what, HttpResponse<String> response) {
        report.accept(String.format(Locale.ROOT, "  ok  %-26s %s", what, servedBy(response)));
        return response;
    }
}
