package threetier.pool.thread;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MILLISECOND;
import static org.awaitility.Durations.ONE_MINUTE;
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
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With Linux's threads, which any Java has. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestThreadsTest {

    private final Logger quiet = Logger.getLogger(RequestThreads.class.getName());
    private final Queue<Thread> alone = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> others = new ConcurrentLinkedQueue<>();
    private final RequestThreads threads = new RequestThreads(task -> kept(alone, task), task -> kept(others, task));

    @Test
    void asManyAsAreNeededWorkAtOnce() {
        Phaser all = new Phaser(100);
        List<CompletableFuture<Void>> requests = Stream.generate(
                        () -> CompletableFuture.runAsync(all::arriveAndAwaitAdvance, threads))
                .limit(100)
                .toList();
        requests.forEach(CompletableFuture::join);
        assertEquals(100, made());
    }

    @Test
    void whoComesAloneHasAThreadOfItsOwnKind() {
        for (int time = 0; time < 3; time++) {
            CompletableFuture<Void> enough = new CompletableFuture<>();
            Thread first = served(enough);
            Thread second = served(enough);
            assertEquals(alone.peek(), first);
            assertEquals(others.peek(), second);
            enough.complete(null);
            await("both rest")
                    .atMost(ONE_MINUTE)
                    .pollInterval(ONE_MILLISECOND)
                    .until(() -> rests(first) && rests(second));
        }
        assertEquals(1, alone.size());
        assertEquals(1, others.size());
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

    /** Who serves a request that goes on until it is enough. */
    private Thread served(CompletableFuture<Void> enough) {
        CompletableFuture<Thread> server = new CompletableFuture<>();
        threads.execute(() -> {
            server.complete(Thread.currentThread());
            enough.join();
        });
        return server.join();
    }

    /** It waits for its next request, not for anything else. */
    private static boolean rests(Thread thread) {
        Object waitsFor = LockSupport.getBlocker(thread);
        return waitsFor != null && waitsFor.getClass().getEnclosingClass() == RequestThreads.class;
    }

    /** Whoever waits for the end of a request may be faster than its thread is at rest, but not always. */
    private void assertFew() {
        assertEquals(1, alone.size());
        assertTrue(made() < 500, made() + " threads for requests that came one after the other");
    }

    private int made() {
        return alone.size() + others.size();
    }

    private static Thread kept(Queue<Thread> made, Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }
}
