package threetier.datasource;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MILLISECOND;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoalescerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    final CountDownLatch firstMayEnd = new CountDownLatch(1);
    final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final List<List<Integer>> made = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aRequestThatFindsNoneInFlightIsAskedImmediately() {
        Coalescer<Integer, Integer> doubling =
                coalescer(asked -> asked.stream().map(number -> 2 * number).toList());
        assertEquals(14, doubling.ask(7));
        assertEquals(16, doubling.ask(8));
    }

    @Test
    void requestsDuringACallShareTheNextAndGetTheirOwnAnswers() throws Exception {
        Coalescer<Integer, Integer> negating =
                coalescer(asked -> noted(asked).stream().map(number -> -number).toList());
        CompletableFuture<Integer> first = ask(negating, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> others = others(negating, 50);
        firstMayEnd.countDown();
        assertEquals(0, first.get());
        for (int i = 0; i < others.size(); i++) {
            assertEquals(-1 - i, others.get(i).get());
        }
        assertEquals(List.of(0), made.get(0));
        assertEquals(2, made.size());
        assertEquals(50, made.get(1).size());
    }

    @Test
    void aRequestThatFindsTheNextCallFullIsRefused() throws Exception {
        Coalescer<Integer, Integer> same = coalescer(this::noted);
        ask(same, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> others = others(same, Coalescer.BATCH_LIMIT);
        assertThrows(OverloadException.class, () -> same.ask(-1));
        firstMayEnd.countDown();
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).get();
        assertEquals(1, same.ask(1));
    }

    @Test
    void theFailureOfACallIsThatOfItsRequestsAloneAndTheNextCallIsMade() {
        AtomicInteger attempts = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException();
        Coalescer<Integer, Integer> failing = coalescer(asked -> {
            if (attempts.incrementAndGet() == 1) {
                throw failure;
            }
            return asked;
        });
        assertSame(failure, assertThrows(IllegalStateException.class, () -> failing.ask(1)));
        assertEquals(2, failing.ask(2));
    }

    @Test
    void requestsThatWaitedWhileTheDatabaseWasFoundAwayDoNotWaitAgain() throws Exception {
        DatabaseAwayException away = new DatabaseAwayException(Role.WRITER, null);
        Coalescer<Integer, Integer> toNowhere = coalescer(asked -> {
            noted(asked);
            throw away;
        });
        CompletableFuture<Integer> first = ask(toNowhere, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> others = others(toNowhere, 3);
        firstMayEnd.countDown();
        assertSame(away, assertThrows(ExecutionException.class, first::get).getCause());
        for (CompletableFuture<Integer> other : others) {
            assertSame(away, assertThrows(ExecutionException.class, other::get).getCause());
        }
        assertEquals(1, made.size(), "calls made");
        assertThrows(DatabaseAwayException.class, () -> toNowhere.ask(4));
        assertEquals(2, made.size(), "a later request tries again");
    }

    /** The coalescer under test. */
    Coalescer<Integer, Integer> coalescer(Function<List<Integer>, List<Integer>> call) {
        return new Coalescer<>(call);
    }

    /** A shared call whose first execution ends only when {@link #firstMayEnd} permits. */
    List<Integer> noted(List<Integer> asked) {
        made.add(List.copyOf(asked));
        firstIsUnderWay.countDown();
        try {
            if (!firstMayEnd.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the first call was not ended");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return asked;
    }

    CompletableFuture<Integer> ask(Coalescer<Integer, Integer> coalescer, int request) {
        return CompletableFuture.supplyAsync(() -> coalescer.ask(request), threads);
    }

    /** Starts further requests. Returns as soon as they wait for the next call. */
    List<CompletableFuture<Integer>> others(Coalescer<Integer, Integer> coalescer, int count) {
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            waiting.add(ask(coalescer, i));
        }
        await("all of them wait")
                .atMost(ONE_MINUTE)
                .pollInterval(ONE_MILLISECOND)
                .until(() -> coalescer.waiting() >= count);
        return waiting;
    }
}
