package threetier.instance;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/**
 * Generated URLs are those the client sees: the balancer ends TLS and says so in {@code X-Forwarded-Proto}.
 * Host and port come from {@code Host}, which balancer and httpd hand on unchanged.
 */
@Provider
@PreMatching
public class ForwardedFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String scheme = request.getHeaderString("X-Forwarded-Proto");
        if ("https".equals(scheme) || "http".equals(scheme)) {
            UriInfo uri = request.getUriInfo();
            String host = request.getHeaderString("Host");
            boolean portGiven = host != null && host.matches(".*:\\d+");
            request.setRequestUri(as(scheme, portGiven, uri.getBaseUriBuilder()).build(),
                    as(scheme, portGiven, uri.getRequestUriBuilder()).build());
        }
    }

    private static UriBuilder as(String scheme, boolean portGiven, UriBuilder uri) {
        uri.scheme(scheme);
        return portGiven ? uri : uri.port(-1);
    }
}
