package threetier.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Handles unexpected failures. The cause goes to the log; the client gets only a reference to the log record. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(FailureMapper.class.getName());

    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable failure) {
        return toResponse(failure, request);
    }

    static Response toResponse(Throwable failure, Request request) {
        UUID reference = UUID.randomUUID();
        LOG.log(Level.SEVERE, "Unexpected failure " + reference, failure);
        return new Problem(
                        Response.Status.INTERNAL_SERVER_ERROR,
                        "Something went wrong on our side. The operator of this site finds the cause in the log by the reference "
                                + reference + ".")
                .response(request)
                .build();
    }
}
