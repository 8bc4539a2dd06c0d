package threetier.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs requests with the same idempotency key one after the other on this node, so that together they hold only one
 * database connection. Between nodes, the unique key in the database has the same effect.
 */
@ApplicationScoped
public class KeysInUse {

    /** A key of a client on one resource. */
    public record Scope(String resource, IdempotencyKey key) {}

    /**
     * How long a request waits for another one with the same key. This time is long enough for a commit, and short
     * enough to prevent the node from filling with waiting requests.
     */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConcurrentMap<Scope, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    /**
     * Runs {@code work} while no other request on this node uses the key.
     *
     * @throws KeyInUseException when other requests have used the key for a second
     */
    public <T> T exclusively(Scope key, Supplier<T> work) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (CompletableFuture<Void> other; (other = running.putIfAbsent(key, finished)) != null; ) {
            await(other, deadline);
        }
        try {
            return work.get();
        } finally {
            running.remove(key);
            finished.complete(null);
        }
    }

    private static void await(CompletableFuture<Void> other, long deadline) {
        try {
            other.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException stillInUse) {
            throw new KeyInUseException();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KeyInUseException();
        }
    }
}
