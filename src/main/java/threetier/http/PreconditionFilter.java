package threetier.http;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Refuses requests with a condition that cannot be true for this application (RFC 9110, 13.1.1 and 13.1.2). It does so
 * before the requests have any effect. {@code If-Match} compares strongly, and the tags of this application are weak,
 * so that only {@code *} matches. With a method other than GET and HEAD, {@code If-None-Match: *} requires an address
 * without content, but every address of this application has content. Resources with strong tags are exempt: they are
 * marked with {@link OwnPreconditions} and use {@link Preconditions}.
 */
@Provider
public class PreconditionFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        // Few requests have a condition, and the question for the annotation takes longer than the rest of this filter
        if (!has(request, HttpHeaders.IF_MATCH) && !has(request, HttpHeaders.IF_NONE_MATCH)
                || resource.getResourceMethod() != null
                        && resource.getResourceMethod().isAnnotationPresent(OwnPreconditions.class)) {
            return;
        }
        boolean matches =
                condition(request, HttpHeaders.IF_MATCH).map(EntityTags::any).orElse(true);
        boolean exists = condition(request, HttpHeaders.IF_NONE_MATCH)
                .map(EntityTags::any)
                .orElse(false);
        boolean reads = Preconditions.READING.contains(request.getMethod());
        if (!matches || exists && !reads) {
            throw new ClientErrorException(Status.PRECONDITION_FAILED);
        }
    }

    private static boolean has(ContainerRequestContext request, String header) {
        return request.getHeaders().containsKey(header);
    }

    private static Optional<EntityTags> condition(ContainerRequestContext request, String header) {
        return EntityTags.of(header, request.getHeaderString(header));
    }
}
