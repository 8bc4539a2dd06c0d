package threetier.http;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Conditions that cannot hold here are refused before anything is done (RFC 9110, 13.1.1 and 13.1.2). All tags of this
 * application are weak, and {@code If-Match} compares strongly: only {@code *} matches. {@code If-None-Match: *} on a
 * method other than GET and HEAD asks that there be nothing at the address, and there always is.
 */
@Provider
public class PreconditionFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String match = request.getHeaderString(HttpHeaders.IF_MATCH);
        boolean matches =
                match == null || EntityTags.of(match).map(EntityTags::any).orElse(false);
        String noneMatch = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        boolean noneMatches = noneMatch == null
                || request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD)
                || !EntityTags.of(noneMatch).map(EntityTags::any).orElse(false);
        if (!matches || !noneMatches) {
            throw new ClientErrorException(Status.PRECONDITION_FAILED);
        }
    }
}
