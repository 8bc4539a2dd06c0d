package threetier.timestamps;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MILLISECOND;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedTest {

    private final Shared<String, Integer> shared = new Shared<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whoAsksAgainLaterGetsANewAnswer() throws Exception {
        assertEquals(1, shared.get("a", asked::incrementAndGet));
        assertEquals(2, shared.get("b", asked::incrementAndGet));
        Thread.sleep(1_100);
        assertEquals(3, shared.get("a", asked::incrementAndGet));
    }

    /** This is true regardless of the duration of the call. */
    @Test
    void allWhoAskMeanwhileGetTheSameAnswer() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> answered = new CompletableFuture<>();
        Thread first = new Thread(() -> shared.get("a", () -> {
            started.countDown();
            answered.join();
            return asked.incrementAndGet();
        }));
        first.start();
        started.await();
        Thread.sleep(1_100);
        List<Thread> others = Stream.generate(() ->
                        new Thread(() -> assertEquals(1, shared.get("a", asked::incrementAndGet))))
                .limit(20)
                .toList();
        others.forEach(Thread::start);
        await("all others wait")
                .atMost(ONE_MINUTE)
                .pollInterval(ONE_MILLISECOND)
                .until(() -> others.stream().allMatch(other -> other.getState() == Thread.State.WAITING));
        answered.complete(null);
        first.join();
        for (Thread other : others) {
            other.join();
        }
        assertEquals(1, asked.get());
    }

    @Test
    void aFailureIsSharedAsItIs() {
        for (int i = 0; i < 2; i++) {
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> shared.get("a", () -> {
                        asked.incrementAndGet();
                        throw new UnsupportedOperationException();
                    }));
        }
    }
}
