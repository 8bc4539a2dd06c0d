package threetier.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import threetier.fields.FieldErrorsException;

/** Answers requests that a resource or JAX-RS has refused. The status does not change; the body explains it. */
@Provider
public class RejectedRequestMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response original = refusal.getResponse();
        ResponseBuilder response =
                new Problem(original.getStatusInfo(), detail(refusal, original), errors(refusal)).response();
        // JAX-RS does not send a header whose value is null
        return response.header(HttpHeaders.ALLOW, allowed(original))
                .header(HttpHeaders.RETRY_AFTER, original.getHeaderString(HttpHeaders.RETRY_AFTER))
                .build();
    }

    private static Map<String, String> errors(WebApplicationException refusal) {
        return refusal instanceof FieldErrorsException fields ? fields.errors() : Map.of();
    }

    /**
     * Returns the methods that are allowed. JAX-RS answers HEAD at every address where it answers GET, but does not
     * list HEAD.
     */
    private static String allowed(Response refusal) {
        Set<String> methods = new TreeSet<>(refusal.getAllowedMethods());
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods.isEmpty() ? null : String.join(", ", methods);
    }

    /**
     * Returns the message of the exception. A message that JAX-RS has generated only repeats the status and is
     * replaced.
     */
    private static String detail(WebApplicationException refusal, Response original) {
        String own = refusal.getMessage();
        boolean repeatsStatus = own == null || own.startsWith("HTTP " + original.getStatus());
        return repeatsStatus ? defaultDetail(original) : own;
    }

    private static String defaultDetail(Response original) {
        return switch (original.getStatus()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method; it takes " + allowed(original) + ".";
            case 406 -> "This address answers in application/json only; the request's Accept header excludes it.";
            case 412 -> "The current state of this resource does not meet the request's conditions.";
            case 415 -> "This address does not take a body of that type.";
            default -> original.getStatusInfo().getReasonPhrase() + ".";
        };
    }
}
