package threetier.datasource;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits how many requests use a database at the same time. An overloaded database server answers every request late,
 * without answering more requests in total. Admission therefore admits a few requests, lets some others wait briefly,
 * and refuses the rest immediately.
 */
final class Admission {

    /**
     * The number of requests that are admitted at the same time. The connection pool of a database (maxpoolsize in
     * payara/pools.asadmin) has enough connections for two instances of this class and for the queries of
     * {@link ReaderWatch}.
     */
    static final int PLACES = 16;
    /**
     * The number of requests that may wait for a place. Each waiting or admitted request holds a thread. For all
     * instances together, these are fewer threads than the server has (payara/server.asadmin).
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

    /**
     * Waits for a free place if necessary, and runs the work.
     *
     * @throws OverloadException when too many requests are waiting, or no place becomes free within half a second
     */
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
