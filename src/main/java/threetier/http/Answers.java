package threetier.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Reason;

/** Adds headers to responses. The headers tell which database answered and how long this took. */
public final class Answers {

    private Answers() {}

    /** Adds the database to {@code X-Served-By}, and the time that it took to {@code Server-Timing}. */
    public static ResponseBuilder from(Answer<?> answer, ResponseBuilder response) {
        return response.header(ServedByFilter.SERVED_BY, "database=" + answer.from())
                .header(
                        ServedByFilter.SERVER_TIMING,
                        ServedByFilter.timing("db", answer.took()) + description(answer.why()));
    }

    /**
     * Adds the same headers to the response to a change, and the token. With this token, the client's next reads find
     * the change on any node.
     */
    public static ResponseBuilder saved(Answer<?> answer, Token token, ResponseBuilder response) {
        return from(answer, response).header(token.kind().header(), token.toString());
    }

    private static String description(Reason why) {
        return why == Reason.USUAL ? "" : ";desc=\"" + why + "\"";
    }

    /**
     * Adds the same headers to a response with a list, and the header {@code ETag}. A cache may store the list but must
     * revalidate it before each use ({@link NotModifiedFilter}), because even a list that is a moment old may lack the
     * client's own entry.
     *
     * @param tag the value of the header {@code ETag}
     */
    public static ResponseBuilder list(Answer<?> answer, String tag, ResponseBuilder response) {
        // The value is a string, because JAX-RS searches for a converter for any other type
        return from(answer, response).header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
