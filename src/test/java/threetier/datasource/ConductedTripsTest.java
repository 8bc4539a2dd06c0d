package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All that holds of trips holds of those that a thread for nothing else makes. */
class ConductedTripsTest extends TripsTest {

    private static final String NAME = "conductor";

    private Trips<Integer, Integer> conducted;

    @Override
    Trips<Integer, Integer> trips(Function<List<Integer>, List<Integer>> trip) {
        conducted = Trips.conducted(NAME, trip);
        return conducted;
    }

    @AfterEach
    void endThread() {
        conducted.close();
    }

    @Test
    void whoComesAloneMakesTheTripHimselfAndTheThreadMakesTheOthersOneAfterTheOther() throws Exception {
        List<Thread> makers = Collections.synchronizedList(new ArrayList<>());
        Trips<Integer, Integer> trips = trips(asked -> {
            makers.add(Thread.currentThread());
            return noted(asked);
        });
        CompletableFuture<Integer> first = join(trips, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> second = others(trips, 3);
        firstMayEnd.countDown();
        CompletableFuture.allOf(second.toArray(CompletableFuture[]::new)).get();
        assertEquals(0, first.get());
        assertEquals(2, makers.size(), "trips made");
        assertTrue(!NAME.equals(makers.get(0).getName()), "who came alone had to wait for a thread");
        assertEquals(NAME, makers.get(1).getName());
        assertTrue(makers.get(1).isDaemon(), "keeps the node from stopping");
        trips.close();
        makers.get(1).join();
    }
}
