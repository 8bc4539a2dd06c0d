package threetier.http;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** Tells whether a client prefers HTML, as browsers do, or data. */
public final class Preference {

    /** The media type of problem details (RFC 9457, 3). */
    public static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    /** JSON is first in this list, so a client without a preference gets JSON. */
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, PROBLEM_JSON, MediaType.TEXT_HTML_TYPE)
            .build();

    private Preference() {}

    /**
     * Whether the header {@code Accept} prefers {@code text/html} to JSON. False when the header is missing, cannot be
     * parsed, or accepts neither.
     */
    public static boolean html(Request request) {
        try {
            Variant best = request.selectVariant(VARIANTS);
            return best != null && MediaType.TEXT_HTML_TYPE.isCompatible(best.getMediaType());
        } catch (ProcessingException malformed) {
            return false;
        }
    }
}
