package threetier.problem;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Logger;
import threetier.datasource.ConflictException;
import threetier.datasource.RootCause;

/** Answers 503 when a database could not answer. The request is correct, and a retry may succeed. */
@Provider
public class DatabaseMapper implements ExceptionMapper<PersistenceException> {

    private static final Logger LOG = Logger.getLogger(DatabaseMapper.class.getName());

    @Override
    public Response toResponse(PersistenceException failure) {
        boolean conflict = failure instanceof ConflictException;
        LOG.warning(() -> (conflict ? "The database refused a change: " : "The database did not answer: ")
                + RootCause.inWords(failure));
        return Problem.unavailable(
                        (conflict
                                        ? "Another change is in the way just now."
                                        : "The database cannot be reached just now.")
                                + " Please try again in a moment.",
                        Problem.RETRY_AFTER_SECONDS)
                .build();
    }
}
