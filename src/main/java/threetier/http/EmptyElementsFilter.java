package threetier.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Removes empty elements from the header {@code Accept}. A recipient must ignore such elements (RFC 9110, 5.6.1.2), but
 * JAX-RS rejects the request.
 */
@Provider
@PreMatching
public class EmptyElementsFilter implements ContainerRequestFilter {

    private static final Pattern EMPTY = Pattern.compile("^[\\s,]*,|,[\\s,]*(?=,)|,[\\s,]*$");

    @Override
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        // No media type in use contains a quoted comma. A header with quotes stays unchanged
        if (accept == null || accept.indexOf(',') < 0 || accept.indexOf('"') >= 0) {
            return;
        }
        String without = EMPTY.matcher(accept).replaceAll("");
        if (without.isBlank()) {
            request.getHeaders().remove(HttpHeaders.ACCEPT);
        } else if (without.length() < accept.length()) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, without);
        }
    }
}
