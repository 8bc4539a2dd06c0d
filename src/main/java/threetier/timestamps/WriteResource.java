package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import threetier.datasource.Answer;
import threetier.instance.Answers;

/** Saves now, also by GET, so that an address typed into a browser does it. */
@Path("/write")
@ApplicationScoped
public class WriteResource {

    /** Headers by which browsers announce a request that no person has asked for yet. */
    private static final List<String> PREFETCH_HEADERS = List.of("Sec-Purpose", "Purpose", "X-Moz");

    @Inject
    private TimestampWriter writer;

    @GET
    public Response get(@Context HttpHeaders headers, @Context UriInfo uri) {
        return save(headers, uri);
    }

    @POST
    public Response post(@Context HttpHeaders headers, @Context UriInfo uri) {
        return save(headers, uri);
    }

    /** Without this JAX-RS would answer HEAD by calling GET, and save. */
    @HEAD
    public Response head() {
        return Response.ok().type(MediaType.TEXT_PLAIN_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private Response save(HttpHeaders headers, UriInfo uri) {
        if (isPrefetch(headers)) {
            throw new ForbiddenException("A prefetch saves nothing; ask again when a person wants it.");
        }
        Answer<Timestamp> saved = writer.save();
        return Answers.saved(saved, saved.value().id(), uri, Response.ok("Saved: " + Formats.SECONDS.format(saved.value().savedAt())))
                .type(MediaType.TEXT_PLAIN_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static boolean isPrefetch(HttpHeaders headers) {
        return PREFETCH_HEADERS.stream().map(headers::getHeaderString)
                .anyMatch(purpose -> purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch"));
    }
}
