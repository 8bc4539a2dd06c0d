package threetier.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Makes generated URLs match the URL that the client has used. The balancer terminates TLS, and httpd reports the
 * client's scheme in {@code Client-Scheme} (httpd/client.conf). Host and port come from the header {@code Host}, which
 * the balancer and httpd pass on unchanged.
 */
@Provider
@PreMatching
public class ForwardedFilter implements ContainerRequestFilter {

    private static final Pattern PORT_GIVEN = Pattern.compile(".*:\\d+");

    @Override
    public void filter(ContainerRequestContext request) {
        String scheme = request.getHeaderString("Client-Scheme");
        if ("https".equals(scheme) || "http".equals(scheme)) {
            UriInfo uri = request.getUriInfo();
            String host = request.getHeaderString("Host");
            boolean portGiven = host != null && PORT_GIVEN.matcher(host).matches();
            URI base = uri.getBaseUri();
            // Usually nothing changes. Building both URIs takes longer than the rest of this filter
            if (!scheme.equals(base.getScheme()) || !portGiven && base.getPort() != -1) {
                request.setRequestUri(
                        as(scheme, portGiven, uri.getBaseUriBuilder()).build(),
                        as(scheme, portGiven, uri.getRequestUriBuilder()).build());
            }
        }
    }

    private static UriBuilder as(String scheme, boolean portGiven, UriBuilder uri) {
        uri.scheme(scheme);
        return portGiven ? uri : uri.port(-1);
    }
}
