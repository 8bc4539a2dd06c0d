package threetier.http;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/**
 * Limits the total size of a request's header fields. httpd limits the size of each field and the number of fields
 * (httpd/limits.conf), but not their total size. Without this filter, the server would answer 400 without a body.
 */
@Provider
@PreMatching
public class HeadLimitFilter implements ContainerRequestFilter {

    /**
     * The maximum number of bytes of all names and values together. AWS's Application Load Balancer has the same limit
     * (docs/operations.md).
     */
    static final int LIMIT = 65_536;

    @Override
    public void filter(ContainerRequestContext request) {
        int bytes = 0;
        for (Map.Entry<String, List<String>> field : request.getHeaders().entrySet()) {
            for (String value : field.getValue()) {
                bytes += field.getKey().length() + value.length();
            }
        }
        if (bytes > LIMIT) {
            throw new ClientErrorException(
                    "The request has more than 65,536 bytes of header fields in all: " + bytes + ".",
                    Status.REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
    }
}
