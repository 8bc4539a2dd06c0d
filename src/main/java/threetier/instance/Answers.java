package threetier.instance;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.function.Consumer;
import threetier.datasource.Answer;

/** Responses that say which database answered and how long it took. */
public final class Answers {

    private Answers() {
    }

    /** Adds the database to {@code X-Served-By} and its time to {@code Server-Timing}. */
    public static ResponseBuilder from(Answer<?> answer, ResponseBuilder response) {
        return response.header(ServedByFilter.SERVED_BY, "database=" + answer.from())
                .header(ServedByFilter.SERVER_TIMING, ServedByFilter.timing("db", answer.took()));
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
