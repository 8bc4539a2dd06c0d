package threetier.datasource;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import threetier.measure.Histogram;
import threetier.measure.Meters;

/**
 * Limits how many requests use a database at the same time. An overloaded database server answers every request late,
 * without answering more requests in total. Admission therefore admits a few requests, lets some others wait briefly,
 * and refuses the rest immediately.
 */
final class Admission {

    /**
     * The largest number of requests that are admitted at the same time. The connection pool of a database (maxpoolsize
     * in payara/pools.asadmin) has enough connections for two instances of this class and for the queries of
     * {@link ReaderWatch}.
     */
    static final int MOST_PLACES = 16;
    /**
     * The number of requests that may wait for a place. Each waiting or admitted request holds a thread. For all
     * instances together, these are fewer threads than the server has (payara/server.asadmin).
     */
    static final int WAITING = 96;

    static final long PATIENCE_MILLIS = 500;

    private final int all;
    private final Semaphore places;
    private final int mayWait;
    private final long patienceMillis;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Histogram waits = Histogram.ofDurations();
    private final LongAdder refused = new LongAdder();

    /**
     * @param places the number of requests that are admitted at the same time; below 1 counts as 1, and above
     *     {@link #MOST_PLACES} as that
     */
    Admission(int places) {
        this(possible(places), WAITING, PATIENCE_MILLIS);
    }

    static int possible(int places) {
        return Math.max(1, Math.min(MOST_PLACES, places));
    }

    Admission(int places, int mayWait, long patienceMillis) {
        all = places;
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
        long start = System.nanoTime();
        try {
            if (waiting.incrementAndGet() > mayWait || !places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                refused.increment();
                throw new OverloadException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new OverloadException();
        } finally {
            waiting.decrementAndGet();
            waits.record(System.nanoTime() - start);
        }
    }

    /** Adds the meters of this instance. */
    void measure(Meters meters, String... labels) {
        meters.gauge(
                "threetier_admission_requests",
                "Requests that use the database now.",
                () -> all - places.availablePermits(),
                labels);
        meters.gauge("threetier_admission_places", "Requests that may use the database together.", () -> all, labels);
        meters.gauge("threetier_admission_waiting", "Requests that wait for a place now.", waiting::get, labels);
        meters.histogram(
                "threetier_admission_wait_seconds",
                "Time that requests waited for a place; requests that found a free place are not counted.",
                waits,
                labels);
        meters.counter(
                "threetier_admission_refused_total", "Requests refused because too many waited.", refused, labels);
    }
}
