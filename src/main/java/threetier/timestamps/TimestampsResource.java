package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.http.Answers;
import threetier.http.Preference;
import threetier.http.WholeNumber;
import threetier.idempotency.IdempotencyKeyReader;
import threetier.idempotency.OnceWriter;
import threetier.paging.PageRequest;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/** Offers date-times as resources: POST saves one, GET reads a single one or a page of them. */
@Path("/timestamps")
@ApplicationScoped
public class TimestampsResource {

    private static final WholeNumber ID = new WholeNumber("id", 1, Long.MAX_VALUE);
    private static final TimestampOnce ONCE = new TimestampOnce();

    @Inject
    private TimestampReader reader;

    @Inject
    private TimestampWriter writer;

    @Inject
    private OnceWriter onceWriter;

    /**
     * Saves the current time. If an earlier request had the same idempotency key, repeats the answer to the earlier
     * request. A client that prefers HTML is redirected to the HTML page of the site.
     */
    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    public Response save(
            @Context HttpHeaders headers, InputStream body, @Context Request request, @Context UriInfo uri) {
        Answer<Timestamp> saved = IdempotencyKeyReader.of(headers, body)
                .map(key -> onceWriter.once(key, ONCE))
                .orElseGet(writer::save);
        Token token = new Token(Kind.TIMESTAMP, saved.value().id());
        if (Preference.html(request)) {
            return Answers.saved(saved, token, Response.seeOther(URI.create("/")))
                    .build();
        }
        URI location = uri.getAbsolutePathBuilder()
                .path(Long.toString(saved.value().id()))
                .build();
        return Answers.saved(saved, token, Response.created(location))
                .entity(Formats.json(saved.value()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /**
     * Returns a page of the list, newest entry first. The header {@code Link} contains the address of the next page.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response page(
            @QueryParam("limit") String limit,
            @QueryParam("before") String before,
            @HeaderParam(Token.HEADER) @DefaultValue("") Token token,
            @Context UriInfo uri) {
        PageRequest wanted = PageRequest.of(before, limit);
        return wanted.response(reader.page(token, wanted), uri).build();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response one(@PathParam("id") String id, @HeaderParam(Token.HEADER) @DefaultValue("") Token token) {
        long wanted = ID.parse(id);
        Answer<Timestamp> found = reader.find(token, wanted)
                .map(row -> row.orElseThrow(
                        () -> new NotFoundException("There is no saved date-time with the id " + wanted + ".")));
        return Answers.from(found, Response.ok(Formats.json(found.value()), MediaType.APPLICATION_JSON_TYPE))
                .build();
    }
}
