package threetier.datasource;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Who may use a database now. A server that is given more than it can do serves everybody late and nobody more; so a
 * few are let in, some wait for a moment, and the rest is refused at once.
 */
final class Admission {

    /** At work on one database; two of these and the watch fit into its pool (maxpoolsize, payara/pools.asadmin). */
    static final int PLACES = 16;
    /**
     * Threads that may wait here; with those at work on both databases fewer than the server has
     * (payara/server.asadmin).
     */
    static final int WAITING = 96;

    static final long PATIENCE_MILLIS = 500;

    private final Semaphore places;
    private final int mayWait;
    private final long patienceMillis;
    private final AtomicInteger waiting = new AtomicInteger();

    Admission() {
        this(PLACES, WAITING, PATIENCE_MILLIS);
    }

    Admission(int places, int mayWait, long patienceMillis) {
        this.places = new Semaphore(places, true);
        this.mayWait = mayWait;
        this.patienceMillis = patienceMillis;
    }

    /** @throws OverloadException when too many are before, or none of them finishes in time */
    <T> T run(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private void enter() {
        if (places.tryAcquire()) {
            return;
        }
        try {
            if (waiting.incrementAndGet() > mayWait || !places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new OverloadException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new OverloadException();
        } finally {
            waiting.decrementAndGet();
        }
    }
}
