package threetier.load;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Two platform threads for long computations. On a request's own thread, which may be virtual, a computation would keep
 * a carrier from other requests. The launcher makes these threads yield to all others, and finds them by their names
 * (payara/launch).
 */
@ApplicationScoped
class SpareThreads {

    /** How many computations may run on this node at the same time. */
    static final int PLACES = 2;

    /** Whether this node computes at all: {@code LOAD_ENABLED}. */
    @Inject
    @ConfigProperty(name = "load.enabled", defaultValue = "false")
    private boolean enabled;

    private final Semaphore places = new Semaphore(PLACES);
    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(PLACES, PLACES, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "load-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    /** Starts the threads, because the launcher looks for them once, when the node is ready. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (enabled) {
            threads.prestartAllCoreThreads();
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /**
     * Computes on one of the threads and waits for the result.
     *
     * @throws RefusedException if both threads compute already
     */
    public <T> T compute(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new RefusedException("This node computes for " + PLACES
                    + " requests already, as many as it does at a time. Please try again in a moment.");
        }
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException expected ? expected : failure;
        } finally {
            places.release();
        }
    }
}
