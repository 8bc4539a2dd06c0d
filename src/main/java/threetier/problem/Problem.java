package threetier.problem;

import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.Map;
import threetier.html.Html;
import threetier.http.Preference;
import threetier.json.JsonFactory;

/**
 * An error message for people. Clients that prefer HTML get a page, others get problem details (RFC 9457).
 *
 * @param status the HTTP status; its reason phrase is the title
 * @param detail what happened and what to do, in one or two sentences
 * @param errors what is wrong with which field of the request; usually empty
 */
public record Problem(StatusType status, String detail, Map<String, String> errors) {

    /** Seconds after which a client may repeat a request that has failed for a temporary reason. */
    public static final int RETRY_AFTER_SECONDS = 1;

    /** A problem that is not one of the request's fields. */
    public Problem(StatusType status, String detail) {
        this(status, detail, Map.of());
    }

    /**
     * An answer 503 to a request that fails for a temporary reason.
     *
     * @param retryAfter seconds after which the client may repeat the request, at least 1
     */
    static ResponseBuilder unavailable(String detail, int retryAfter) {
        return new Problem(Response.Status.SERVICE_UNAVAILABLE, detail)
                .response()
                .header(HttpHeaders.RETRY_AFTER, retryAfter);
    }

    /**
     * Returns the response. The caller may add headers. {@link ProblemFilter} writes the body and may change its type.
     * Without a type, JAX-RS would look for one that the header {@code Accept} names, and answer 500 if there is none.
     */
    public ResponseBuilder response() {
        return Response.status(status)
                .entity(this)
                .type(Preference.PROBLEM_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /**
     * The problem details.
     *
     * @param requestId leads from the client's report to the lines of the logs; null when the request has no id
     */
    String json(String requestId) {
        JsonObjectBuilder problem = JsonFactory.object()
                .add("type", "about:blank")
                .add("title", status.getReasonPhrase())
                .add("status", status.getStatusCode())
                .add("detail", detail);
        if (!errors.isEmpty()) {
            JsonObjectBuilder fields = JsonFactory.object();
            errors.forEach(fields::add);
            problem.add("errors", fields);
        }
        if (requestId != null) {
            problem.add("requestId", requestId);
        }
        return problem.build().toString();
    }

    /**
     * The page looks like the error pages of httpd (httpd/problem/page.html) and uses their style sheet. The web tier
     * serves this style sheet even if the app tier is unavailable.
     */
    String html(String requestId) {
        String request = requestId == null ? "" : "<p>Request <code>" + Html.escape(requestId) + "</code></p>\n";
        String title = status.getStatusCode() + " " + Html.escape(status.getReasonPhrase());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="stylesheet" href="/problem/look/problem.css">
                </head>
                <body>
                <main>
                <h1>%s</h1>
                <p>%s</p>
                %s<p><a href="/">Back to the first page</a></p>
                </main>
                </body>
                </html>
                """.formatted(title, title, Html.escape(detail), request);
    }
}
