package threetier.command.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether an edge is in front of a site, such as CloudFront, and what it answers from its cache. */
final class EdgeAnswers {

    private static final String CACHE = "x-cache";

    /** Paths of this project's application of which an edge may store the answers. */
    static final List<String> PATHS = List.of("/", "/read");

    private EdgeAnswers() {}

    /**
     * Requests these paths, and the first asset of the page, twice, and says where the second answer came from.
     *
     * @param first an answer of the site
     * @return lines of a report; none if no edge has passed on the first answer
     */
    static List<String> of(HttpConnection site, Reply first, List<String> paths) throws IOException {
        if (first.header(CACHE).isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(paths);
        site.send("GET", "/", "Accept: text/html\r\n").assets().stream()
                .limit(1)
                .forEach(all::add);
        List<String> lines = new ArrayList<>(List.of("  edge in front of the site:       " + first.header("via")));
        for (String path : all) {
            site.send("GET", path, "");
            Reply again = site.send("GET", path, "");
            lines.add(String.format(
                    Locale.ROOT, "    %-30s %-22s %s", path, again.header(CACHE), again.header("x-served-by")));
        }
        return lines;
    }
}
