package threetier.datasource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Stands before a database that may be away. After a few failures in a row, or a single one that had to be waited for,
 * callers fail at once, but for one per second, who tries: each who tries in vain may leave a connection that the
 * server holds until it is well again, and there are only so many.
 */
final class Breaker {

    static final int FAILURES = 4;
    /** A broken connection fails at once, a silent server after its time-out. */
    static final long SLOW_MILLIS = 500;

    static final long PAUSE_MILLIS = 1_000;

    private final Role role;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long lastAnswer;
    /** Only the last cause: what is between may hold all that a query had read. */
    private volatile Throwable reason;

    Breaker(Role role) {
        this(role, System::nanoTime);
    }

    Breaker(Role role, LongSupplier nanoTime) {
        this.role = role;
        this.nanoTime = nanoTime;
        nextTry = new AtomicLong(nanoTime.getAsLong());
    }

    /** @throws DatabaseAwayException when the database is away, or was a moment ago; its cause is why */
    <T> T call(Supplier<T> work) {
        if (isOpen() && !mayTry()) {
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

    /** Whether callers fail at once. */
    boolean isOpen() {
        return failures.get() >= FAILURES;
    }

    /** Whether somebody is under way, and nobody has been answered for more than {@link #SLOW_MILLIS}. */
    boolean isSilent() {
        return underWay.get() > 0 && nanoTime.getAsLong() - lastAnswer > SLOW_MILLIS * 1_000_000;
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
