package threetier.command.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Checks a site as a client, here or in a cloud: writes, reads the write back, and lists the nodes that answered. The
 * check writes nothing if the site runs another application, because the effect of a write there is unknown.
 */
public final class SiteCheck {

    private static final String TOKEN = "consistency-token";
    private static final String SERVED_BY = "x-served-by";
    private static final int REQUESTS_TO_MEET_ALL_NODES = 40;
    private static final int SERVER_ERROR = 500;
    /** The maximum number of characters that a report shows of a wrong answer. The answer could be a whole page. */
    private static final int LONGEST_SHOWN = 500;

    /** Fields that {@code GET /instance} returns in every version of this project. */
    private static final List<String> INSTANCE = List.of("hostname", "version", "database", "lagMillis");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String url;
    private final Consumer<String> report;

    public SiteCheck(String url, Consumer<String> report) {
        this.url = url.replaceAll("/+$", "");
        this.report = report;
    }

    /** @throws CommandException if a check fails */
    public void run() {
        try (HttpConnection site = new HttpConnection(url, PATIENCE)) {
            Reply health = passed("the web tier is healthy", expect(site, 200, "GET", "/web-health"));
            if (!isThreeTier(site)) {
                report.accept("  This is not the three-tier application, so nothing is saved there.");
                passed("the application answers", page(site));
                EdgeAnswers.of(site, health, List.of("/")).forEach(report);
                report.accept(url + " answers.");
                return;
            }
            Reply saved = passed("a date-time is saved", expect(site, 201, "POST", "/timestamps"));
            passed("it is read back immediately", readBack(site, saved));
            passed("the list is JSON", expectJson(site));
            passed("internal paths are closed", expect(site, 404, "GET", "/health/ready"));
            report.accept("  nodes that answered:             " + String.join(", ", nodes(site)));
            EdgeAnswers.of(site, health, EdgeAnswers.PATHS).forEach(report);
            report.accept(url + " works.");
        } catch (IOException | IllegalArgumentException failure) {
            throw new CommandException(url + " does not work: " + NoAnswer.inWords(failure), failure);
        }
    }

    /** Recognises an app node of this project by its answer to {@code GET /instance}. */
    private static boolean isThreeTier(HttpConnection site) throws IOException {
        Reply reply = site.send("GET", "/instance", "");
        if (reply.status() >= SERVER_ERROR) {
            throw wrong("GET", "/instance", reply, 200);
        }
        if (reply.status() != 200 || !reply.header("content-type").startsWith("application/json")) {
            return false;
        }
        try {
            Json instance = Json.parse(reply.body());
            return INSTANCE.stream().noneMatch(field -> instance.text(field).isEmpty());
        } catch (CommandException noJson) {
            return false;
        }
    }

    /** Any answer of an application counts: many show their first page only after a login, or have none. */
    private Reply page(HttpConnection site) throws IOException {
        Reply reply = site.send("GET", "/", "");
        if (reply.status() >= SERVER_ERROR) {
            throw wrong("GET", "/", reply, 200);
        }
        if (reply.status() != 200) {
            report.accept("  GET / is answered with " + reply.status() + ", by the application itself.");
        }
        return reply;
    }

    private static Reply expect(HttpConnection site, int status, String method, String path) throws IOException {
        Reply reply = site.send(method, path, "");
        if (reply.status() != status) {
            throw wrong(method, path, reply, status);
        }
        return reply;
    }

    private static IOException wrong(String method, String path, Reply reply, int status) {
        String body = reply.body().strip();
        return new IOException(method + " " + path + " was answered with " + reply.status() + ", not " + status + ": "
                + body.substring(0, Math.min(body.length(), LONGEST_SHOWN)));
    }

    private static Reply expectJson(HttpConnection site) throws IOException {
        Reply list = expect(site, 200, "GET", "/timestamps?limit=3");
        if (!list.header("content-type").startsWith("application/json")) {
            throw new IOException("GET /timestamps?limit=3 is not JSON");
        }
        return list;
    }

    /**
     * Reads the entry with the consistency token of the write, so that any node and either database must return the
     * entry.
     */
    private static Reply readBack(HttpConnection site, Reply saved) throws IOException {
        String location = given(saved, "location");
        String path = location.substring(location.indexOf("/timestamps/"));
        Reply reply = site.send("GET", path, TOKEN + ": " + given(saved, TOKEN) + "\r\n");
        if (reply.status() != 200 || !reply.body().equals(saved.body())) {
            throw new IOException(
                    "GET " + path + " did not return the saved entry, but " + reply.status() + ": " + reply.body());
        }
        return reply;
    }

    private static String given(Reply reply, String header) throws IOException {
        if (reply.header(header).isEmpty()) {
            throw new IOException("the answer has no " + header);
        }
        return reply.header(header);
    }

    /** Collects the nodes that answer a few requests; balancers spread the requests over the nodes. */
    private static Set<String> nodes(HttpConnection site) throws IOException {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < REQUESTS_TO_MEET_ALL_NODES; i++) {
            names.addAll(List.of(expect(site, 200, "GET", "/timestamps?limit=1")
                    .header(SERVED_BY)
                    .split(", ")));
        }
        return names;
    }

    private Reply passed(String what, Reply reply) {
        report.accept(String.format(Locale.ROOT, "  ok  %-28s %s", what, reply.header(SERVED_BY)));
        return reply;
    }
}
