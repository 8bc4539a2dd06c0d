package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import threetier.datasource.Answer;
import threetier.http.Answers;
import threetier.json.JsonFactory;

/** Tells how many date-times were saved in each minute or hour. */
@Path("/timestamps/counts")
@ApplicationScoped
public class CountsResource {

    @Inject
    private TimestampCounts counts;

    /**
     * Returns the number of entries in each bucket, earliest bucket first. A bucket is a whole minute or hour.
     * {@code from} and {@code to} are widened to whole buckets, and the response contains the widened values.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response counts(
            @QueryParam("per") String per, @QueryParam("from") String from, @QueryParam("to") String to) {
        Span span = Span.of(per, from, to, Instant.now());
        Answer<Optional<List<Long>>> answer = counts.in(span);
        List<Long> found = answer.value()
                .orElseThrow(() -> new BadRequestException(String.format(
                        Locale.ROOT,
                        "There are more than %,d entries from %s to %s. Ask for a shorter span.",
                        TimestampCounts.MOST_ENTRIES,
                        span.from(),
                        span.to())));
        JsonObject json = JsonFactory.object()
                .add("from", span.from().toString())
                .add("to", span.to().toString())
                .add("counts", JsonFactory.array(found))
                .build();
        return Answers.from(answer, Response.ok(json.toString()).type(MediaType.APPLICATION_JSON_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
