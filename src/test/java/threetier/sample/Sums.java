package threetier.sample;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What computes until it is told to stop, without a pause. */
@Path("/sums")
public class Sums {

    /** What a test that fails may cost. */
    private static final long LIMIT = Duration.ofSeconds(60).toNanos();

    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private static volatile boolean stopped;

    /** @return how many steps it took */
    @GET
    public long sum() {
        UNDER_WAY.incrementAndGet();
        long start = System.nanoTime();
        long steps = 0;
        while (!stopped && System.nanoTime() - start < LIMIT) {
            steps++;
        }
        return steps;
    }

    /** How many compute just now. */
    @GET
    @Path("/under-way")
    public int underWay() {
        return UNDER_WAY.get();
    }

    /** Ends them all, for good. */
    @DELETE
    public void stop() {
        stopped = true;
    }
}
