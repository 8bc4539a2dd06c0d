package threetier.datasource;

import java.time.Duration;
import java.util.function.Function;

/**
 * The result of a query or a change, and the database that produced it.
 *
 * @param value what was read or written
 * @param from the database that answered
 * @param why why this database answered and not the other one
 * @param took time from the request for a connection to the result; for a change, to its durable commit
 */
public record Answer<T>(T value, Role from, Reason why, Duration took) {

    /** Returns the same answer with a converted value. */
    public <R> Answer<R> map(Function<T, R> conversion) {
        return new Answer<>(conversion.apply(value), from, why, took);
    }

    /**
     * Returns the same answer with a duration that begins at {@code start}, a value of {@link System#nanoTime()}. The
     * duration of a coalesced request must include its wait for the shared call.
     */
    public Answer<T> since(long start) {
        return new Answer<>(value, from, why, Duration.ofNanos(System.nanoTime() - start));
    }
}
