package threetier.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Whatever a resource, or JAX-RS on its behalf, refuses: the status stays, the body is for people. */
@Provider
public class RejectedRequestMapper implements ExceptionMapper<WebApplicationException> {

    /** What a refusal says besides its status. */
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER);

    @Context
    private Request request;

    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response original = refusal.getResponse();
        ResponseBuilder response = new Problem(original.getStatusInfo(), detail(refusal, original)).response(request);
        // A header without a value is not sent
        for (String kept : KEPT_HEADERS) {
            response.header(kept, original.getHeaderString(kept));
        }
        return response.build();
    }

    /** Messages that JAX-RS makes itself only repeat the status. */
    private static String detail(WebApplicationException refusal, Response original) {
        String own = refusal.getMessage();
        boolean repeatsStatus = own == null || own.startsWith("HTTP " + original.getStatus());
        return repeatsStatus ? defaultDetail(original) : own;
    }

    private static String defaultDetail(Response original) {
        return switch (original.getStatus()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method; it takes " + original.getHeaderString(HttpHeaders.ALLOW) + ".";
            case 406 -> "This address answers in application/json only; the request's Accept header excludes it.";
            case 415 -> "This address does not take a body of that type.";
            default -> original.getStatusInfo().getReasonPhrase() + ".";
        };
    }
}
