package threetier.idempotency;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import threetier.problem.Problem;

/**
 * Another request with the same key has not finished. The client can get its answer by repeating the request a moment
 * later.
 */
public class KeyInUseException extends ClientErrorException {

    private static final long serialVersionUID = 1;

    public KeyInUseException() {
        super(
                "A request with the same idempotency key is being answered just now. Repeat yours in a moment to get its answer.",
                Response.status(Response.Status.CONFLICT)
                        .header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
                        .build());
    }
}
