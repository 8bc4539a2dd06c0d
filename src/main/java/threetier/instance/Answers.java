package threetier.instance;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Consumer;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Reason;

/** Responses that say which database answered and how long it took. */
public final class Answers {

    private Answers() {
    }

    /** Adds the database to {@code X-Served-By} and its time to {@code Server-Timing}. */
    public static ResponseBuilder from(Answer<?> answer, ResponseBuilder response) {
        return response.header(ServedByFilter.SERVED_BY, "database=" + answer.from())
                .header(ServedByFilter.SERVER_TIMING, ServedByFilter.timing("db", answer.took()) + description(answer.why()));
    }

    /** The same for a change, with the token by which the client finds it again wherever it reads next. */
    public static ResponseBuilder saved(Answer<?> answer, long id, UriInfo uri, ResponseBuilder response) {
        return new Token(id).on(from(answer, response), "https".equals(uri.getBaseUri().getScheme()));
    }

    private static String description(Reason why) {
        return why == Reason.USUAL ? "" : ";desc=\"" + why + "\"";
    }

    /**
     * 304 where the client has this already, else what {@code fill} adds. To be kept by a cache but asked for each time:
     * a list that is a moment old could miss the client's own entry.
     */
    public static Response cached(Answer<?> answer, Request request, EntityTag tag, Consumer<ResponseBuilder> fill) {
        ResponseBuilder response = request.evaluatePreconditions(tag);
        if (response == null) {
            response = Response.ok();
            fill.accept(response);
        }
        return from(answer, response).tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
