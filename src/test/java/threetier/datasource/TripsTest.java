package threetier.datasource;

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
class TripsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    final CountDownLatch firstMayEnd = new CountDownLatch(1);
    final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final List<List<Integer>> made = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whoComesAloneGoesAlone() {
        Trips<Integer, Integer> doubling =
                trips(asked -> asked.stream().map(number -> 2 * number).toList());
        assertEquals(14, doubling.join(7));
        assertEquals(16, doubling.join(8));
    }

    @Test
    void whoComesDuringATripSharesTheNextAndGetsHisOwnAnswer() throws Exception {
        Trips<Integer, Integer> negating =
                trips(asked -> noted(asked).stream().map(number -> -number).toList());
        CompletableFuture<Integer> first = join(negating, 0);
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
    void whoFindsTheNextTripFullIsRefused() throws Exception {
        Trips<Integer, Integer> same = trips(this::noted);
        join(same, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> others = others(same, Trips.PLACES);
        assertThrows(OverloadException.class, () -> same.join(-1));
        firstMayEnd.countDown();
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).get();
        assertEquals(1, same.join(1));
    }

    @Test
    void allWhoShareATripGetItsFailureAndTheNextTripIsMade() {
        AtomicInteger attempts = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException();
        Trips<Integer, Integer> failing = trips(asked -> {
            if (attempts.incrementAndGet() == 1) {
                throw failure;
            }
            return asked;
        });
        assertSame(failure, assertThrows(IllegalStateException.class, () -> failing.join(1)));
        assertEquals(2, failing.join(2));
    }

    @Test
    void whoHasWaitedForADatabaseThatIsAwayDoesNotWaitAgain() throws Exception {
        DatabaseAwayException away = new DatabaseAwayException(Role.WRITER, null);
        Trips<Integer, Integer> toNowhere = trips(asked -> {
            noted(asked);
            throw away;
        });
        CompletableFuture<Integer> first = join(toNowhere, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> others = others(toNowhere, 3);
        firstMayEnd.countDown();
        assertSame(away, assertThrows(ExecutionException.class, first::get).getCause());
        for (CompletableFuture<Integer> other : others) {
            assertSame(away, assertThrows(ExecutionException.class, other::get).getCause());
        }
        assertEquals(1, made.size(), "trips made");
        assertThrows(DatabaseAwayException.class, () -> toNowhere.join(4));
        assertEquals(2, made.size(), "who comes later tries again");
    }

    /** Those under test. */
    Trips<Integer, Integer> trips(Function<List<Integer>, List<Integer>> trip) {
        return new Trips<>(trip);
    }

    /** A trip that ends when {@link #firstMayEnd} says so. */
    List<Integer> noted(List<Integer> asked) {
        made.add(List.copyOf(asked));
        firstIsUnderWay.countDown();
        try {
            if (!firstMayEnd.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody ended the first trip");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return asked;
    }

    CompletableFuture<Integer> join(Trips<Integer, Integer> trips, int passenger) {
        return CompletableFuture.supplyAsync(() -> trips.join(passenger), threads);
    }

    /** These wait for the next trip when this returns. */
    List<CompletableFuture<Integer>> others(Trips<Integer, Integer> trips, int count) throws InterruptedException {
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            waiting.add(join(trips, i));
        }
        while (trips.waiting() < count) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return waiting;
    }
}
