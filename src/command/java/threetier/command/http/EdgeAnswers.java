package threetier.command.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether an edge is in front of a site, such as CloudFront, and what it answers from its cache. */
final class EdgeAnswers {

    private static final String CACHE = "x-cache";
    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

    private EdgeAnswers() {}

    /** Paths that an edge may store: the list, and the first asset of the page. */
    static List<String> paths(HttpConnection site) throws IOException {
        List<String> paths = new ArrayList<>(List.of("/", "/read"));
        ASSET.matcher(site.send("GET", "/", "Accept: text/html\r\n").body())
                .results()
                .limit(1)
                .forEach(asset -> paths.add(asset.group(1)));
        return paths;
    }

    /**
     * Requests these paths twice, and says where the second answer came from.
     *
     * @return lines of a report; none if no edge is there
     */
    static List<String> of(HttpConnection site, List<String> paths) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            site.send("GET", path, "");
            Reply again = site.send("GET", path, "");
            if (!again.header(CACHE).isEmpty()) {
                if (lines.isEmpty()) {
                    lines.add("  edge in front of the site:       " + again.header("via"));
                }
                lines.add(String.format(
                        Locale.ROOT, "    %-30s %-22s %s", path, again.header(CACHE), again.header("x-served-by")));
            }
        }
        return lines;
    }
}
