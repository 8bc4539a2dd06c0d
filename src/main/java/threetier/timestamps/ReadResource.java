package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.http.Answers;
import threetier.timestamps.list.ListStream;

/** Every saved date-time in the order saved, as JSON whatever the client accepts. */
@Path("/read")
// What is left open JAX-RS compares with every type it knows, for each request
@Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@ApplicationScoped
public class ReadResource {

    @Inject
    private TimestampReader reader;

    @GET
    public Response read(@HeaderParam(Token.HEADER) @DefaultValue("") Token token) {
        return reader.all(token)
                .map(all -> answer(
                                all, all.value().tag(), all.value(), all.value().length())
                        .build())
                .orElseGet(() -> stream(reader.tooLong(token)));
    }

    /** A list that is too long to be held. */
    private static Response stream(Answer<ListStream> answer) {
        ListStream list = answer.value();
        return answer(answer, list.tag(), list, list.length())
                // A list that ends too early is broken at once, not when the web tier has waited for the rest
                .header("Connection", "close")
                .build();
    }

    private static ResponseBuilder answer(Answer<?> answer, String tag, StreamingOutput list, long length) {
        // A text, because JAX-RS searches for what turns anything else into one
        return Answers.list(
                answer,
                tag,
                Response.ok(list, MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_LENGTH, Long.toString(length)));
    }
}
