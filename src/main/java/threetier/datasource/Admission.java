package threetier.datasource;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits how many requests use a database at the same time. An overloaded server answers every request late and does
 * not answer more of them. So a few requests are admitted, some wait briefly, and the rest are refused immediately.
 */
final class Admission {

    /**
     * Requests that are admitted at the same time. The requests of two instances and those of {@link ReaderWatch} fit
     * into the pool of a database (maxpoolsize, payara/pools.asadmin).
     */
    static final int PLACES = 16;
    /**
     * Threads that may wait here. Together with the admitted ones of all instances they are fewer than the threads of
     * the server (payara/server.asadmin).
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

    /** @throws OverloadException when too many requests are waiting, or no place becomes free in time */
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
