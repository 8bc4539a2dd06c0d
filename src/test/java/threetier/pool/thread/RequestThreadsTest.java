package threetier.pool.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the pool with platform threads, because not every Java version has virtual threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestThreadsTest {

    private final Logger quiet = Logger.getLogger(RequestThreads.class.getName());
    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
    private final RequestThreads threads = new RequestThreads(this::kept);

    @Test
    void asManyAsAreNeededWorkAtOnce() {
        Phaser all = new Phaser(100);
        List<CompletableFuture<Void>> requests = Stream.generate(
                        () -> CompletableFuture.runAsync(all::arriveAndAwaitAdvance, threads))
                .limit(100)
                .toList();
        requests.forEach(CompletableFuture::join);
        assertEquals(100, made.size());
    }

    @Test
    void whoRestsServesTheNextRequest() {
        for (int request = 0; request < 1_000; request++) {
            CompletableFuture.runAsync(() -> {}, threads).join();
        }
        assertFew();
    }

    @Test
    void aRequestThatFailsCostsNoThread() {
        quiet.setLevel(Level.OFF);
        Semaphore failed = new Semaphore(0);
        for (int request = 0; request < 1_000; request++) {
            threads.execute(() -> {
                failed.release();
                throw new IllegalStateException("as planned");
            });
            failed.acquireUninterruptibly();
        }
        assertFew();
    }

    @Test
    void noneIsTakenAfterTheShutdown() {
        threads.shutdown();
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    }

    /** A request may end for its client before its thread is idle, but this does not happen every time. */
    private void assertFew() {
        assertTrue(made.size() < 500, made.size() + " threads for requests that came one after the other");
    }

    private Thread kept(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }
}
