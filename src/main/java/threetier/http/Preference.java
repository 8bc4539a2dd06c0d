package threetier.http;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** Whether the client prefers HTML, as browsers do, or data. */
public final class Preference {

    /** The media type of problem details (RFC 9457, 3). */
    public static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    /** Data comes first: it wins when the client has no preference. */
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, PROBLEM_JSON, MediaType.TEXT_HTML_TYPE)
            .build();

    private Preference() {}

    /**
     * Whether {@code Accept} prefers {@code text/html} to JSON; false when it accepts neither, is missing or cannot be
     * parsed.
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
