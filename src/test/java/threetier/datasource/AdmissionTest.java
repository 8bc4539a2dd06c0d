package threetier.datasource;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MILLISECOND;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In tests in which no request may time out, requests wait for up to a day. Where one must time out, for 1 ms. */
@Timeout(60)
class AdmissionTest {

    private static final long A_DAY = TimeUnit.DAYS.toMillis(1);

    private final CompletableFuture<Void> leave = new CompletableFuture<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        leave.complete(null);
        threads.forEach(Thread::interrupt);
    }

    @Test
    void thereIsAPlaceForEach() throws Exception {
        Admission admission = new Admission(2, 0, A_DAY);
        occupy(admission);
        assertEquals("done", admission.run(() -> "done"));
        assertEquals("done", admission.run(() -> "done"), "the place is free again");
    }

    @Test
    void aPoolHasConnectionsForAnyNumberOfPlaces() {
        assertEquals(1, Admission.possible(-1));
        assertEquals(3, Admission.possible(3));
        assertEquals(Admission.MOST_PLACES, Admission.possible(99));
    }

    @Test
    void whoFindsNoPlaceIsRefusedInTheEnd() throws Exception {
        Admission admission = new Admission(1, 1, 1);
        occupy(admission);
        assertThrows(OverloadException.class, () -> admission.run(AdmissionTest::never));
        assertThrows(OverloadException.class, () -> admission.run(AdmissionTest::never));
    }

    @Test
    void whoWaitsGetsThePlaceOfWhoLeaves() throws Exception {
        Admission admission = new Admission(1, 1, A_DAY);
        FutureTask<String> first = occupy(admission);
        FutureTask<String> second = waitFor(admission);
        leave.complete(null);
        assertEquals("left", first.get());
        assertEquals("served", second.get());
    }

    @Test
    void whenTooManyWaitTheNextIsRefusedAtOnce() throws Exception {
        Admission admission = new Admission(1, 1, A_DAY);
        occupy(admission);
        FutureTask<String> waits = waitFor(admission);
        assertThrows(OverloadException.class, () -> admission.run(AdmissionTest::never));
        assertFalse(waits.isDone(), "the earlier request still waits");
        leave.complete(null);
        assertEquals("served", waits.get());
    }

    /** A node that stops interrupts its threads. */
    @Test
    void whoIsInterruptedWhileWaitingIsRefusedAndMakesRoom() throws Exception {
        Admission admission = new Admission(1, 1, A_DAY);
        occupy(admission);
        FutureTask<String> interrupted = waitFor(admission);
        threads.get(threads.size() - 1).interrupt();
        assertInstanceOf(
                OverloadException.class,
                assertThrows(ExecutionException.class, interrupted::get).getCause());
        FutureTask<String> next = waitFor(admission);
        leave.complete(null);
        assertEquals("served", next.get());
    }

    @Test
    void whoFailsLeavesThePlace() {
        Admission admission = new Admission(1, 0, 0);
        IllegalStateException failure = new IllegalStateException();
        assertEquals(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> admission.run(() -> {
                            throw failure;
                        })));
        assertEquals("done", admission.run(() -> "done"));
    }

    /** Occupies a place until {@link #leave}. Returns as soon as the place is occupied. */
    private FutureTask<String> occupy(Admission admission) throws Exception {
        CompletableFuture<Void> inside = new CompletableFuture<>();
        FutureTask<String> work = start(new FutureTask<>(() -> admission.run(() -> {
            inside.complete(null);
            leave.join();
            return "left";
        })));
        inside.get();
        return work;
    }

    /** Starts a request that waits for a place. Returns as soon as the request waits. */
    private FutureTask<String> waitFor(Admission admission) {
        FutureTask<String> work = start(new FutureTask<>(() -> admission.run(() -> "served")));
        Thread thread = threads.get(threads.size() - 1);
        await("it waits for a place")
                .atMost(ONE_MINUTE)
                .pollInterval(ONE_MILLISECOND)
                .failFast("it was admitted or refused", () -> !thread.isAlive())
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return work;
    }

    private FutureTask<String> start(FutureTask<String> work) {
        Thread thread = new Thread(work);
        threads.add(thread);
        thread.start();
        return work;
    }

    private static String never() {
        throw new AssertionError("it was admitted");
    }
}
