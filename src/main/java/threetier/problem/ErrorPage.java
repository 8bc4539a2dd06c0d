package threetier.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import threetier.html.Html;
import threetier.http.Preference;

/** Renders errors that the server detects outside the resources. A direct request for this address gets 404. */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Status status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? Status.fromStatusCode(code)
                : Status.NOT_FOUND;
        if (status == null) {
            status = Status.INTERNAL_SERVER_ERROR;
        }
        response.setStatus(status.getStatusCode());
        boolean html = prefersHtml(request.getHeader(HttpHeaders.ACCEPT));
        response.setContentType(html ? "text/html;charset=UTF-8" : Preference.PROBLEM_JSON.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (html) {
            Html.HEADERS.forEach(response::setHeader);
        }
        Problem problem = new Problem(status, detail(status));
        String requestId = request.getHeader(ProblemFilter.REQUEST_ID);
        String body = html ? problem.html(requestId) : problem.json(requestId);
        response.setHeader(ProblemFilter.PROBLEM, problem.detail());
        response.setContentLength(body.length());
        response.getOutputStream().print(body);
        // Without this call, the server would append its own error page
        response.flushBuffer();
    }

    /**
     * Whether the header {@code Accept} is one that browsers send. The header is not parsed, because it may be the one
     * that the server has rejected.
     */
    private static boolean prefersHtml(String accept) {
        return accept != null && accept.startsWith("text/html");
    }

    private static String detail(Status status) {
        return switch (status) {
            case BAD_REQUEST -> "The request could not be understood; check its syntax and its headers.";
            case NOT_FOUND -> "There is nothing at this address.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
