package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.http.Answers;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/**
 * Saves the current time. GET saves too, so that a user can save by entering the address in a browser. The response is
 * text, whatever the header {@code Accept} says.
 */
@Path("/write")
// Without these types, JAX-RS would compare each request with every media type that it knows
@Produces({MediaType.TEXT_PLAIN, MediaType.WILDCARD})
@ApplicationScoped
public class WriteResource {

    @Inject
    private TimestampWriter writer;

    @GET
    @NotPrefetched
    public Response get() {
        return save();
    }

    @POST
    @NotPrefetched
    public Response post() {
        return save();
    }

    /** Without this method, JAX-RS would answer HEAD by calling GET, which saves. */
    @HEAD
    public Response head() {
        return Response.ok()
                .type(MediaType.TEXT_PLAIN_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response save() {
        Answer<Timestamp> saved = writer.save();
        return Answers.saved(
                        saved,
                        new Token(Kind.TIMESTAMP, saved.value().id()),
                        Response.ok(
                                "Saved: " + Formats.SECONDS.format(saved.value().savedAt())))
                .type(MediaType.TEXT_PLAIN_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
