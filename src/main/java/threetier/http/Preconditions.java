package threetier.http;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions of a request for a resource with a strong entity tag (RFC 9110, 13.1). With {@code If-Match}, a client
 * changes only the state that it has seen, and not what another client has made of it meanwhile.
 */
public final class Preconditions {

    /** The methods for which {@code If-None-Match} asks for content that has changed. */
    static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Optional<EntityTags> match;
    private final Optional<EntityTags> noneMatch;
    private final boolean reads;

    private Preconditions(Optional<EntityTags> match, Optional<EntityTags> noneMatch, boolean reads) {
        this.match = match;
        this.noneMatch = noneMatch;
        this.reads = reads;
    }

    /**
     * The conditions of a request.
     *
     * @throws BadRequestException if one of them cannot be parsed
     */
    public static Preconditions of(Request request, HttpHeaders headers) {
        return new Preconditions(
                EntityTags.of(HttpHeaders.IF_MATCH, headers.getHeaderString(HttpHeaders.IF_MATCH)),
                EntityTags.of(HttpHeaders.IF_NONE_MATCH, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)),
                READING.contains(request.getMethod()));
    }

    /**
     * Requires {@code If-Match}.
     *
     * @throws ClientErrorException 428 if the request has none
     */
    public Preconditions required() {
        if (match.isEmpty()) {
            throw new ClientErrorException(
                    "This request needs the header If-Match with the ETag of what it changes, as GET returns it.",
                    Status.PRECONDITION_REQUIRED);
        }
        return this;
    }

    /**
     * Checks the conditions against the current state. {@link NotModifiedFilter} handles {@code If-None-Match} of
     * requests that read.
     *
     * @param tag the entity tag of the current state
     * @throws ClientErrorException 412 if a condition is false
     */
    public void check(String tag) {
        if (match.isPresent() && !match.get().matchStrongly(tag)
                || !reads && noneMatch.isPresent() && noneMatch.get().matchWeakly(tag)) {
            throw new ClientErrorException(Status.PRECONDITION_FAILED);
        }
    }
}
