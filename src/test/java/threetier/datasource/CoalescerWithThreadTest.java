package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A coalescer with a thread for shared calls passes the same tests as one without. */
class CoalescerWithThreadTest extends CoalescerTest {

    private static final String NAME = "caller";

    private Coalescer<Integer, Integer> coalescer;

    @Override
    Coalescer<Integer, Integer> coalescer(Function<List<Integer>, List<Integer>> call) {
        coalescer = Coalescer.withThread(NAME, call);
        return coalescer;
    }

    @AfterEach
    void endThread() {
        coalescer.close();
    }

    @Test
    void theThreadMakesTheSharedCallsAndNoOther() throws Exception {
        List<Thread> callers = Collections.synchronizedList(new ArrayList<>());
        Coalescer<Integer, Integer> same = coalescer(asked -> {
            callers.add(Thread.currentThread());
            return noted(asked);
        });
        CompletableFuture<Integer> first = ask(same, 0);
        firstIsUnderWay.await();
        List<CompletableFuture<Integer>> second = others(same, 3);
        firstMayEnd.countDown();
        CompletableFuture.allOf(second.toArray(CompletableFuture[]::new)).get();
        assertEquals(0, first.get());
        assertEquals(2, callers.size(), "calls made");
        assertNotEquals(NAME, callers.get(0).getName(), "the first request had to wait for a thread");
        assertEquals(NAME, callers.get(1).getName());
        assertTrue(callers.get(1).isDaemon(), "keeps the node from stopping");
        same.close();
        callers.get(1).join();
    }
}
