package threetier.timestamps;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;

/**
 * Refuses prefetches, because a prefetch must not save anything. A prefetch is a browser's request for a page that the
 * user may open next. The browser marks this request with a header.
 */
@Provider
@NotPrefetched
public class PrefetchFilter implements ContainerRequestFilter {

    private static final List<String> HEADERS = List.of("Sec-Purpose", "Purpose", "X-Moz");

    @Override
    public void filter(ContainerRequestContext request) {
        for (String header : HEADERS) {
            String purpose = request.getHeaderString(header);
            if (purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch")) {
                throw new ForbiddenException("A prefetch saves nothing. Send the request without a prefetch header.");
            }
        }
    }
}
