package threetier.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 304 to a client that already has the content (RFC 9110, 13.1.2). The response has the same headers as a
 * response with the status 200 (RFC 9110, 15.4.5).
 */
@Provider
public class NotModifiedFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        // The condition is checked first, because few requests have one
        String condition = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (condition == null || response.getStatus() != Status.OK.getStatusCode()) {
            return;
        }
        String tag = response.getHeaderString(HttpHeaders.ETAG);
        if (tag != null
                && EntityTags.of(HttpHeaders.IF_NONE_MATCH, condition)
                        .filter(tags -> tags.matchWeakly(tag))
                        .isPresent()) {
            response.setStatusInfo(Status.NOT_MODIFIED);
            response.setEntity(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        }
    }
}
