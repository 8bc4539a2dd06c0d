package threetier.pool.request;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.Request;
import org.apache.catalina.Response;

/**
 * Refuses requests while the application starts. Balancers check a node from its first second. If a request reached an
 * application that is not complete, the server would initialise its security (Jakarta Authentication) on a thread
 * without a class loader. This fails, and the server never tries again: it would answer 200 without a body to all
 * requests, whereas the health checks, which {@link HealthValve} answers, would succeed.
 */
public final class StartValve extends RequestValve {

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
            + "\"detail\":\"This node is starting. Please try again in a moment.\"}";

    @Override
    public int invoke(Request request, Response response) throws IOException {
        Context application = request.getContext();
        if (application == null || application.getAvailable()) {
            return INVOKE_NEXT;
        }
        HttpServletResponse answer = (HttpServletResponse) response.getResponse();
        answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer.setHeader("Retry-After", "1");
        answer.setHeader("Cache-Control", "no-store");
        answer.setContentType("application/problem+json");
        answer.getWriter().print(PROBLEM);
        return END_PIPELINE;
    }
}
