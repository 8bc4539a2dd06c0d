package threetier.http;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests with a condition that cannot be true for this application (RFC 9110, 13.1.1 and 13.1.2). It does so
 * before the requests have any effect. {@code If-Match} compares strongly, and all tags of this application are weak,
 * so that only {@code *} matches. With a method other than GET and HEAD, {@code If-None-Match: *} requires an address
 * without content, but every address of this application has content.
 */
@Provider
public class PreconditionFilter implements ContainerRequestFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public void filter(ContainerRequestContext request) {
        boolean matches =
                condition(request, HttpHeaders.IF_MATCH).map(EntityTags::any).orElse(true);
        boolean exists = condition(request, HttpHeaders.IF_NONE_MATCH)
                .map(EntityTags::any)
                .orElse(false);
        boolean reads = READING.contains(request.getMethod());
        if (!matches || exists && !reads) {
            throw new ClientErrorException(Status.PRECONDITION_FAILED);
        }
    }

    private static Optional<EntityTags> condition(ContainerRequestContext request, String header) {
        return EntityTags.of(header, request.getHeaderString(header));
    }
}
