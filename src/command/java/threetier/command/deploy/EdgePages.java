package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.process.Workspace;

/**
 * The error pages that CloudFront sends when the balancer does not answer or the firewall refuses a request. They are
 * made of httpd's own error page, so they look like it.
 */
final class EdgePages {

    /** The statuses for which the distribution has a page (cloudformation/edge.yaml). */
    static final List<String> STATUSES = List.of("403", "502", "504");
    /** The folder in the bucket, which is also the path of the pages. */
    private static final String FOLDER = "problem/edge/";

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

    private final Aws aws;
    private final Path project;

    /** @param aws in the region of the bucket */
    EdgePages(Aws aws, Path project) {
        this.aws = aws;
        this.project = project;
    }

    /** Uploads the pages, their style sheet and their script. */
    void upload(String bucket) {
        Path folder = Workspace.folder(project.resolve("target/deploy/edge"));
        files().forEach((name, content) -> {
            try {
                Path file = Files.writeString(folder.resolve(name), content);
                aws.json(
                        "s3api",
                        "put-object",
                        "--bucket",
                        bucket,
                        "--key",
                        FOLDER + name,
                        "--body",
                        file.toString(),
                        "--content-type",
                        TYPES.get(name.replaceFirst(".*\\.", "")),
                        "--cache-control",
                        "public, max-age=600",
                        "--expected-bucket-owner",
                        aws.account());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** Deletes everything in the bucket. CloudFormation cannot delete a bucket with objects. */
    void delete(String bucket) {
        new BucketContents(aws, bucket, project.resolve("target/deploy")).delete();
    }

    /** The contents of the files by name. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        LOOK.forEach(name -> files.put(name, read("httpd/look/" + name)));
        String page = read("httpd/problem/page.html");
        String texts = read("httpd/problem.conf");
        STATUSES.forEach(status -> files.put(status + ".html", page(page, texts, status)));
        return files;
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
