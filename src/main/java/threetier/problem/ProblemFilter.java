package threetier.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import threetier.html.Html;
import threetier.http.Preference;

/**
 * Writes the body of an error response, as HTML or as problem details, with the id of the request. The header
 * {@code X-Problem} tells httpd the problem for its log; httpd removes this header.
 */
@Provider
public class ProblemFilter implements ContainerResponseFilter {

    /** The web tier sets this header of every request (httpd/request-id.conf). */
    static final String REQUEST_ID = "X-Request-Id";

    static final String PROBLEM = "X-Problem";
    /** The most characters of a detail in the header field. The body has all of them. */
    private static final int LONGEST = 1_000;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            String id = request.getHeaderString(REQUEST_ID);
            if (Preference.html(request.getRequest())) {
                response.setEntity(problem.html(id), null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
                Html.HEADERS.forEach(response.getHeaders()::putSingle);
            } else {
                response.setEntity(problem.json(id), null, Preference.PROBLEM_JSON);
            }
            // A header field must not contain a line break, and httpd answers 502 for one of more than 8,190 characters
            String detail = problem.detail();
            String start = detail.substring(0, Math.min(LONGEST, detail.length()));
            response.getHeaders().putSingle(PROBLEM, start.replaceAll("[^ -~]", "?"));
        }
    }
}
