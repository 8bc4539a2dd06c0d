package threetier.datasource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Stands before a database that may be away. After a few failures in a row callers fail at once, but for one per second, who tries: each
 * who tries in vain may leave a connection that the server holds until it is well again, and there are only so many.
 */
final class Breaker {

    private static final int FAILURES = 4;
    private static final long PAUSE_MILLIS = 1_000;

    private final Role role;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong(System.nanoTime());

    Breaker(Role role) {
        this.role = role;
    }

    /** @throws DatabaseAwayException when the database is away, or was a moment ago */
    <T> T call(Supplier<T> work) {
        if (failures.get() >= FAILURES && !mayTry()) {
            throw new DatabaseAwayException(role, null);
        }
        try {
            T value = work.get();
            failures.set(0);
            return value;
        } catch (DatabaseAwayException away) {
            failures.incrementAndGet();
            nextTry.set(inAMoment());
            throw away;
        } catch (RuntimeException refused) {
            failures.set(0);
            throw refused;
        }
    }

    private boolean mayTry() {
        long due = nextTry.get();
        return System.nanoTime() - due >= 0 && nextTry.compareAndSet(due, inAMoment());
    }

    private static long inAMoment() {
        return System.nanoTime() + PAUSE_MILLIS * 1_000_000;
    }
}
