package threetier.pool.request;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.Request;
import org.apache.catalina.Response;

/**
 * Lets the server's own servlet answer health checks before the filters, the login and the redirects of the
 * application. The servlet asks the application's health checks, as usual.
 */
public final class HealthValve extends RequestValve {

    private static final String PATH = "/health";
    /** The name under which the server adds its servlet to the application at the path {@code /}. */
    private static final String SERVLET = "microprofile-healthcheck-servlet";

    @Override
    public int invoke(Request request, Response response) throws IOException, ServletException {
        HttpServletRequest head = (HttpServletRequest) request.getRequest();
        String path = head.getRequestURI();
        if (!path.startsWith(PATH) || path.length() > PATH.length() && path.charAt(PATH.length()) != '/') {
            return INVOKE_NEXT;
        }
        Context application = request.getContext();
        RequestDispatcher servlet =
                application == null ? null : application.getServletContext().getNamedDispatcher(SERVLET);
        if (servlet == null) {
            return INVOKE_NEXT;
        }
        // A full Payara Server finds its classes for health checks only through the class loader of an application
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.getLoader().getClassLoader());
        // Starts the request for beans with the scope of a request
        application.fireRequestInitializedEvent(head);
        try {
            servlet.forward(head, response.getResponse());
        } finally {
            application.fireRequestDestroyedEvent(head);
            thread.setContextClassLoader(before);
        }
        return END_PIPELINE;
    }
}
