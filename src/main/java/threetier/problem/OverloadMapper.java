package threetier.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import threetier.datasource.OverloadException;

/** More requests than can be served: the rest is refused at once, so that those at work go on at full speed. */
@Provider
public class OverloadMapper implements ExceptionMapper<OverloadException> {

    @Context
    private Request request;

    @Override
    public Response toResponse(OverloadException tooMany) {
        return new Problem(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "There is more to do than can be done just now. Please try again in a moment.")
                .response(request)
                .header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
                .build();
    }
}
