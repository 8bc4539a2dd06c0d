package threetier.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import threetier.datasource.ReadOnlyModeException;
import threetier.http.ReadOnlyFilter;

/** Answers 503 to a change in read-only mode. Logs nothing, because an operator has chosen this mode. */
@Provider
public class ReadOnlyMapper implements ExceptionMapper<ReadOnlyModeException> {

    /** This mode lasts for minutes, so that a client need not repeat its request every second. */
    private static final int RETRY_AFTER_SECONDS = 30;

    @Override
    public Response toResponse(ReadOnlyModeException refusal) {
        return Problem.unavailable(
                        "The site is read-only just now. Nothing was saved; reading works. Please try again later.",
                        RETRY_AFTER_SECONDS)
                // The node may notice the mode a second later
                .header(ReadOnlyFilter.MODE, ReadOnlyFilter.ON)
                .build();
    }
}
