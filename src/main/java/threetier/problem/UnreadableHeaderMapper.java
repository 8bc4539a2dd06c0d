package threetier.problem;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.text.ParseException;

/**
 * Answers 400 when a header cannot be parsed. This is an error of the client, no matter which code parses the header
 * first. Any other processing failure is an error of the server.
 */
@Provider
public class UnreadableHeaderMapper implements ExceptionMapper<ProcessingException> {

    @Override
    public Response toResponse(ProcessingException failure) {
        if (failure.getCause() instanceof ParseException) {
            return new Problem(
                            Response.Status.BAD_REQUEST,
                            "A header of the request could not be understood; check its syntax.")
                    .response()
                    .build();
        }
        return FailureMapper.unexpected(failure);
    }
}
