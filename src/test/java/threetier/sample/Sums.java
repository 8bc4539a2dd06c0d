package threetier.sample;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Long computations without pauses. They run until a request ends them. */
@Path("/sums")
public class Sums {

    /** The maximum duration of a computation, in case a test fails before it ends the computation. */
    private static final long LIMIT = Duration.ofSeconds(60).toNanos();

    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private static volatile boolean stopped;

    /** @return number of steps */
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

    /** The number of running computations. */
    @GET
    @Path("/under-way")
    public int underWay() {
        return UNDER_WAY.get();
    }

    /** Ends all computations for good. */
    @DELETE
    public void stop() {
        stopped = true;
    }
}
