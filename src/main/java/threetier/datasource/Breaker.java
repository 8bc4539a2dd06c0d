package threetier.datasource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import threetier.measure.Meters;

/**
 * A circuit breaker for the calls to one database. After a few failed calls in a row, or after a single slow failed
 * call, the breaker opens: further calls fail immediately, and only one call per second still tries the database. More
 * attempts would do harm. Each failed attempt may leave a connection that the database server holds until it recovers,
 * and the server accepts a limited number of connections.
 */
final class Breaker {

    static final int FAILURES = 4;
    /**
     * A failed call that took longer than this is slow. A broken connection fails immediately. A server that does not
     * respond fails only after its time-out.
     */
    static final long SLOW_MILLIS = 500;

    static final long PAUSE_MILLIS = 1_000;

    private final Role role;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long lastAnswer;
    /**
     * The root cause of the last failure. The exceptions around the root cause are not kept, because they may reference
     * everything that a query has read.
     */
    private volatile Throwable reason;

    Breaker(Role role) {
        this(role, System::nanoTime);
    }

    Breaker(Role role, LongSupplier nanoTime) {
        this.role = role;
        this.nanoTime = nanoTime;
        nextTry = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Calls the database, unless the breaker is open.
     *
     * @throws DatabaseAwayException when the database is unavailable, or the breaker is open; the cause says why
     */
    <T> T call(Supplier<T> work) {
        if (isOpen() && !mayTry()) {
            refused.increment();
            throw new DatabaseAwayException(role, reason);
        }
        long start = nanoTime.getAsLong();
        if (underWay.getAndIncrement() == 0) {
            lastAnswer = start;
        }
        try {
            T value = work.get();
            answered();
            return value;
        } catch (DatabaseAwayException away) {
            reason = RootCause.of(away);
            failed.increment();
            failures.addAndGet(nanoTime.getAsLong() - start > SLOW_MILLIS * 1_000_000 ? FAILURES : 1);
            nextTry.set(inAMoment());
            throw away;
        } catch (RuntimeException refused) {
            answered();
            throw refused;
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Whether the breaker is open, so that most calls fail immediately. */
    boolean isOpen() {
        return failures.get() >= FAILURES;
    }

    /** Whether a call is in progress, and the database has answered no call for more than {@link #SLOW_MILLIS}. */
    boolean isSilent() {
        return underWay.get() > 0 && nanoTime.getAsLong() - lastAnswer > SLOW_MILLIS * 1_000_000;
    }

    /** Adds the meters of this breaker. */
    void measure(Meters meters, String... labels) {
        meters.gauge(
                "threetier_breaker_open",
                "1 while most calls to the database fail immediately, because it is unavailable.",
                () -> isOpen() ? 1 : 0,
                labels);
        meters.counter(
                "threetier_breaker_refused_total", "Calls that failed without reaching the database.", refused, labels);
        meters.counter("threetier_database_failures_total", "Calls that got no answer.", failed, labels);
        meters.gauge("threetier_database_calls", "Calls to the database in progress.", underWay::get, labels);
    }

    private void answered() {
        failures.set(0);
        lastAnswer = nanoTime.getAsLong();
    }

    private boolean mayTry() {
        long due = nextTry.get();
        return nanoTime.getAsLong() - due >= 0 && nextTry.compareAndSet(due, inAMoment());
    }

    private long inAMoment() {
        return nanoTime.getAsLong() + PAUSE_MILLIS * 1_000_000;
    }
}
