package threetier.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import threetier.datasource.OverloadException;

/**
 * Answers 503 when there are too many requests. Excess requests are refused immediately, so that the admitted requests
 * are not slowed down.
 */
@Provider
public class OverloadMapper implements ExceptionMapper<OverloadException> {

    @Override
    public Response toResponse(OverloadException tooMany) {
        return Problem.unavailable(
                        "There are too many requests just now. Please try again in a moment.",
                        Problem.RETRY_AFTER_SECONDS)
                .build();
    }
}
