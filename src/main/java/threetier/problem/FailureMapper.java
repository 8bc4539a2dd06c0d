package threetier.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Handles unexpected failures. The cause goes to the log; the client gets only the id of its request. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(FailureMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        return unexpected(failure);
    }

    /** Logs the failure. The line of the log has the same request id as the response. */
    static Response unexpected(Throwable failure) {
        LOG.log(Level.SEVERE, "Unexpected failure", failure);
        return new Problem(
                        Response.Status.INTERNAL_SERVER_ERROR,
                        "Something went wrong on our side. The operator of this site finds the cause in the log by the id of this request.")
                .response()
                .build();
    }
}
