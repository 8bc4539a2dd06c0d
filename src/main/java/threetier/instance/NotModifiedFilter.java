package threetier.instance;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.Provider;

/** Evaluates conditional requests: a client that has the current version already gets 304 (RFC 9110, 13). */
@Provider
public class NotModifiedFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        // An asterisk matches any response; JAX-RS would say that it does not match a weak tag
        if ("*".equals(request.getHeaderString(HttpHeaders.IF_MATCH))) {
            request.getHeaders().remove(HttpHeaders.IF_MATCH);
        }
        // Checked first, because few requests are conditional, and parsing a tag takes longer
        boolean conditional = request.getHeaderString(HttpHeaders.IF_NONE_MATCH) != null
                || request.getHeaderString(HttpHeaders.IF_MATCH) != null;
        EntityTag tag = conditional ? response.getEntityTag() : null;
        if (tag == null || response.getStatus() != Response.Status.OK.getStatusCode()) {
            return;
        }
        ResponseBuilder instead = request.getRequest().evaluatePreconditions(tag);
        if (instead != null) {
            response.setStatusInfo(instead.build().getStatusInfo());
            response.setEntity(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        }
    }
}
