package threetier.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With Linux's threads, which any Java has. */
class RequestThreadsTest {

    private final Logger quiet = Logger.getLogger(RequestThreads.class.getName());
    private final AtomicInteger made = new AtomicInteger();
    private final RequestThreads threads = new RequestThreads(task -> {
        made.incrementAndGet();
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    @Test
    void asManyAsAreNeededWorkAtOnce() {
        Phaser all = new Phaser(100);
        List<CompletableFuture<Void>> requests = Stream.generate(() -> CompletableFuture.runAsync(all::arriveAndAwaitAdvance, threads))
                .limit(100).toList();
        requests.forEach(CompletableFuture::join);
        assertEquals(100, made.get());
    }

    @Test
    void whoRestsServesTheNextRequest() {
        for (int request = 0; request < 1_000; request++) {
            CompletableFuture.runAsync(() -> { }, threads).join();
        }
        assertTrue(made.get() < 500, made.get() + " threads for requests that came one after the other");
    }

    @Test
    void aRequestThatFailsCostsNoThread() {
        quiet.setLevel(Level.OFF);
        AtomicInteger failed = new AtomicInteger();
        for (int request = 1; request <= 1_000; request++) {
            threads.execute(() -> {
                failed.incrementAndGet();
                throw new IllegalStateException("as planned");
            });
            while (failed.get() < request) {
                Thread.onSpinWait();
            }
        }
        assertTrue(made.get() < 500, made.get() + " threads for requests that came one after the other");
    }

    @Test
    void noneIsTakenAfterTheShutdown() {
        threads.shutdown();
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> { }));
    }
}
