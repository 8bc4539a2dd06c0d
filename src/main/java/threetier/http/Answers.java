package threetier.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Reason;

/** Responses that say which database answered and how long it took. */
public final class Answers {

    private Answers() {}

    /** Adds the database to {@code X-Served-By} and its time to {@code Server-Timing}. */
    public static ResponseBuilder from(Answer<?> answer, ResponseBuilder response) {
        return response.header(ServedByFilter.SERVED_BY, "database=" + answer.from())
                .header(
                        ServedByFilter.SERVER_TIMING,
                        ServedByFilter.timing("db", answer.took()) + description(answer.why()));
    }

    /** The same for a change, with the token by which the client's next reads find it on any node. */
    public static ResponseBuilder saved(Answer<?> answer, long id, ResponseBuilder response) {
        return from(answer, response).header(Token.HEADER, new Token(id).toString());
    }

    private static String description(Reason why) {
        return why == Reason.USUAL ? "" : ";desc=\"" + why + "\"";
    }

    /**
     * The same for a list. A cache may keep it but must revalidate it each time ({@link NotModifiedFilter}): a list
     * that is a moment old could lack the client's own entry.
     *
     * @param tag the value of the header {@code ETag}
     */
    public static ResponseBuilder list(Answer<?> answer, String tag, ResponseBuilder response) {
        // A string, because JAX-RS searches for a converter for any other type
        return from(answer, response).header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
