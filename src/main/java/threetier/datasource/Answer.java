package threetier.datasource;

import java.time.Duration;
import java.util.function.Function;

/**
 * What a database answered.
 *
 * @param value what was read or written
 * @param from the database that answered
 * @param why that one
 * @param took from asking for a connection until the result was there; for a write, until its commit was durable
 */
public record Answer<T>(T value, Role from, Reason why, Duration took) {

    /** The same answer with its value converted. */
    public <R> Answer<R> map(Function<T, R> conversion) {
        return new Answer<>(conversion.apply(value), from, why, took);
    }

    /**
     * The same answer to somebody who has asked at {@code start} of {@link System#nanoTime()}, and has waited for
     * others before.
     */
    public Answer<T> since(long start) {
        return new Answer<>(value, from, why, Duration.ofNanos(System.nanoTime() - start));
    }
}
