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
 * Limits the total size of the header fields of a request. httpd limits the size of each field and their number
 * (httpd/limits.conf), but not the total. The server itself would answer 400 without a body.
 */
@Provider
@PreMatching
public class HeadLimitFilter implements ContainerRequestFilter {

    /** Bytes of all names and values: as many as AWS's Application Load Balancer lets through (docs/operations.md). */
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
