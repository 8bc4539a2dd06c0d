package threetier.http;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import threetier.instance.Instance;

/**
 * Measures the duration of every request, and adds headers to its response: {@code X-Served-By} with the name of the
 * app node, and {@code Server-Timing} with the time that the app node has spent until the first byte of the body. The
 * header {@code X-Route} tells httpd the route for its log; httpd removes it.
 */
@Provider
@PreMatching
public class ServedByFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String SERVED_BY = "X-Served-By";
    static final String SERVER_TIMING = "Server-Timing";
    private static final String ROUTE = "X-Route";
    private static final String START = ServedByFilter.class.getName();

    @Inject
    private Instance instance;

    @Inject
    private Routes routes;

    private String servedBy;

    @PostConstruct
    void nameNode() {
        servedBy = "app=" + instance.hostname();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(START, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        put(response, SERVED_BY, servedBy);
        if (request.getProperty(START) instanceof Long start) {
            long nanos = System.nanoTime() - start;
            put(response, SERVER_TIMING, timing("app", Duration.ofNanos(nanos)));
            RouteMeter route = routes.of(request.getUriInfo());
            route.record(request.getMethod(), response.getStatus(), nanos);
            response.getHeaders().putSingle(ROUTE, route.route());
        }
    }

    /**
     * Puts the value of the app node before the value that the resource has set for the database. Both values are in
     * one header line, so that httpd can log them.
     */
    private static void put(ContainerResponseContext response, String header, String value) {
        Object database = response.getHeaders().getFirst(header);
        response.getHeaders().putSingle(header, database == null ? value : value + ", " + database);
    }

    /** Formats a duration in milliseconds, as the Server Timing specification (W3C) requires. */
    static String timing(String part, Duration took) {
        long micros = took.toNanos() / 1_000;
        // Adding 1,000 and dropping the first digit pads with zeros. String.format would take longer than the rest of
        // the filter
        return part + ";dur=" + micros / 1_000 + "."
                + Long.toString(1_000 + micros % 1_000).substring(1);
    }
}
