package threetier.command.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error pages that CloudFront sends when the balancer does not answer or the firewall refuses a request. They are
 * made of httpd's own error page, so they look like it.
 *
 * @param project the folder of the project
 */
public record ErrorPages(Path project) {

    /** The statuses for which the distribution has a page (cloudformation/edge.yaml). */
    public static final List<String> STATUSES = List.of("403", "502", "504");
    /** The folder in the bucket, which is also the path of the pages. */
    public static final String FOLDER = "problem/edge/";

    private static final List<String> LOOK = List.of("problem.css", "retry.js");
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "css",
            "text/css; charset=utf-8",
            "js",
            "text/javascript; charset=utf-8");
    private static final Pattern RETRY = Pattern.compile(
            "<!--#if expr=\"v\\('REDIRECT_STATUS'\\) in \\{([^}]*)}\" -->(.*?)<!--#endif -->", Pattern.DOTALL);

    /**
     * What the bucket says about a file.
     *
     * @param tag the entity tag, without quotation marks
     */
    record Header(String type, String cacheControl, String tag) {}

    /** The contents of the files by name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        LOOK.forEach(name -> files.put(name, read("httpd/look/" + name)));
        String page = read("httpd/problem/page.html");
        String texts = read("httpd/problem.conf");
        STATUSES.forEach(status -> files.put(status + ".html", page(page, texts, status)));
        return files;
    }

    /** The media type of a file. */
    public static String type(String name) {
        return TYPES.get(name.replaceFirst(".*\\.", ""));
    }

    /**
     * How long a file may be stored. The edge sends a page in the place of an answer, with this header. A browser must
     * not keep it for the address of that answer.
     */
    public static String cacheControl(String name) {
        return name.endsWith(".html") ? "public, max-age=0, s-maxage=600" : "public, max-age=600";
    }

    /**
     * Writes the files to a folder.
     *
     * @return their headers by name
     */
    Map<String, Header> write(Path folder) {
        Map<String, Header> headers = new LinkedHashMap<>();
        files().forEach((name, content) -> {
            try {
                Files.writeString(folder.resolve(name), content);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            headers.put(name, new Header(type(name), cacheControl(name), Integer.toHexString(content.hashCode())));
        });
        return headers;
    }

    /**
     * The page as httpd's server-side includes would make it, without the id of the request, which only httpd knows.
     */
    private static String page(String page, String texts, String status) {
        Matcher text = Pattern.compile("== '" + status + "'\" \"title=([^\"]+)\" \"detail=([^\"]+)\"")
                .matcher(texts);
        if (!text.find()) {
            throw new IllegalStateException("httpd/problem.conf has no text for " + status);
        }
        return RETRY.matcher(page)
                .replaceAll(match ->
                        match.group(1).contains("'" + status + "'") ? Matcher.quoteReplacement(match.group(2)) : "")
                .replaceAll("<p>Request <code>.*</code></p>\n", "")
                .replace("<!--#echo var=\"status\" -->", status)
                .replace("<!--#echo var=\"title\" -->", text.group(1))
                .replace("<!--#echo var=\"detail\" -->", text.group(2))
                .replace("/problem/look/", "/" + FOLDER);
    }

    private String read(String file) {
        try {
            return Files.readString(project.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
