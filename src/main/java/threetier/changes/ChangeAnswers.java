package threetier.changes;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.http.Answers;
import threetier.idempotency.Created;

/** Responses of resources whose writes are in the table {@code changes}. */
public final class ChangeAnswers {

    private ChangeAnswers() {}

    /** The response to a POST: 201 with the new row, its address, its entity tag and the client's token. */
    public static Response created(Answer<Created> answer, UriInfo uri) {
        Created created = answer.value();
        ResponseBuilder response = Response.created(
                uri.getAbsolutePathBuilder().path(Long.toString(created.id())).build());
        return changed(answer, created.change(), Change.tag(created.version()), created.json(), response);
    }

    /** The response to a PUT: 200 with the new state, its entity tag and the client's token. */
    public static Response replaced(Answer<?> answer, Change change, String json) {
        return changed(answer, change.id(), change.tag(), json, Response.ok());
    }

    private static Response changed(Answer<?> answer, long change, String tag, String json, ResponseBuilder response) {
        return saved(answer, change, response)
                .entity(json)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    /** The response to a change, with the client's token. */
    public static ResponseBuilder saved(Answer<?> answer, long change, ResponseBuilder response) {
        return Answers.saved(answer, new Token(Kind.CHANGE, change), response)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** The response with one row, with its entity tag. A cache must revalidate it before each use. */
    public static ResponseBuilder one(Answer<?> answer, Change change, String json) {
        return Answers.list(answer, change.tag(), Response.ok(json, MediaType.APPLICATION_JSON_TYPE));
    }
}
