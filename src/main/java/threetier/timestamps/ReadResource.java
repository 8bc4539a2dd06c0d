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

/**
 * Returns every saved date-time in the order in which they were saved. The response is JSON, whatever the header
 * {@code Accept} says.
 */
@Path("/read")
// Without these types, JAX-RS would compare each request with every media type that it knows
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

    /** Streams a list that is too long to keep in memory. */
    private static Response stream(Answer<ListStream> answer) {
        ListStream list = answer.value();
        return answer(answer, list.tag(), list, list.length())
                // If the list ends too early, the client notices this immediately, and not only after the time-out of
                // the web tier
                .header("Connection", "close")
                .build();
    }

    private static ResponseBuilder answer(Answer<?> answer, String tag, StreamingOutput list, long length) {
        // The value is a string, because JAX-RS searches for a converter for any other type
        return Answers.list(
                answer,
                tag,
                Response.ok(list, MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_LENGTH, Long.toString(length)));
    }
}
