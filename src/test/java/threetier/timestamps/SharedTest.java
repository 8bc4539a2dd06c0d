package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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

    /** However long the answer takes. */
    @Test
    void allWhoAskMeanwhileGetTheSameAnswer() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Thread first = new Thread(() -> shared.get("a", () -> {
            started.countDown();
            await(answered);
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
        while (!others.stream().allMatch(other -> other.getState() == Thread.State.WAITING)) {
            Thread.sleep(1);
        }
        answered.countDown();
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
