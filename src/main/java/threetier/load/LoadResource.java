package threetier.load;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import threetier.http.OffByDefault;
import threetier.http.WholeNumber;
import threetier.problem.Problem;

/** Uses CPU time, as much as the client asks for, up to a bound. */
@Path("/load")
@OffByDefault("load.enabled")
@ApplicationScoped
public class LoadResource {

    private static final WholeNumber NUMBER = new WholeNumber("number", 0, Long.MAX_VALUE);

    @Inject
    private SpareThreads threads;

    /** Whether the number is prime, and how many seconds the test took. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response load(@QueryParam("number") @DefaultValue("") String number) {
        long parsed = NUMBER.parse(number);
        try {
            return Response.ok(threads.compute(() -> tested(parsed)), MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (RefusedException refusal) {
            throw new ServiceUnavailableException(refusal.getMessage(), (long) Problem.RETRY_AFTER_SECONDS);
        }
    }

    private static String tested(long number) {
        Budget budget = new Budget();
        boolean prime = TrialDivision.isPrime(number, budget);
        BigDecimal seconds = BigDecimal.valueOf(budget.used() / 1_000, 6).stripTrailingZeros();
        return "{\"isPrime\": " + prime + ", \"number\": " + number + ", \"processingTime\": " + seconds.toPlainString()
                + "}";
    }
}
