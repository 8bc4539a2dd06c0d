package threetier.datasource;

import java.time.Duration;
import java.util.function.Function;

/**
 * The answer of a database.
 *
 * @param value what was read or written
 * @param from the database that answered
 * @param why reason for the choice of this database
 * @param took from the request for a connection to the result; for a write, to its durable commit
 */
public record Answer<T>(T value, Role from, Reason why, Duration took) {

    /** The same answer with its value converted. */
    public <R> Answer<R> map(Function<T, R> conversion) {
        return new Answer<>(conversion.apply(value), from, why, took);
    }

    /**
     * The same answer, timed from {@code start} of {@link System#nanoTime()}: a coalesced request has waited before its
     * call began.
     */
    public Answer<T> since(long start) {
        return new Answer<>(value, from, why, Duration.ofNanos(System.nanoTime() - start));
    }
}
