package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.instance.Answers;

/** Every saved date-time in the order saved, as JSON whatever the client accepts. */
@Path("/read")
@ApplicationScoped
public class ReadResource {

    @Inject
    private TimestampReader reader;

    @GET
    public Response read(@Context Request request, @Context HttpHeaders headers) {
        Token token = Token.of(headers);
        Answer<List<Timestamp>> first = reader.after(token, 0, SavedList.BATCH);
        List<Timestamp> rows = first.value();
        if (rows.size() < SavedList.BATCH) {
            return Answers.cached(first, request, Fingerprint.of(rows), response -> fill(response, new SavedList(reader, token, rows, rows.size())));
        }
        // Counted after the first rows were read: the tag may be older than the body, so a client asks once too often, never too rarely
        Extent extent = reader.extent(token).value();
        EntityTag tag = Fingerprint.of(rows.get(0), extent.count(), extent.newestId());
        // Whoever gives the rest must have as much as who gave the beginning
        Token newest = new Token(extent.newestId());
        return Answers.cached(first, request, tag, response -> fill(response, new SavedList(reader, newest, rows, extent.count()))
                // A list that ends too early is broken at once, not when the web tier has waited for the rest
                .header("Connection", "close"));
    }

    private static ResponseBuilder fill(ResponseBuilder response, SavedList list) {
        return response.entity(list).type(MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CONTENT_LENGTH, list.length());
    }
}
