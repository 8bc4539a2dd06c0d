package threetier.timestamps;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets equal questions on this node share one answer. All requests that arrive within a second, or while the answer is
 * being computed, get the same answer. At most one thread at a time computes the answer to a question.
 *
 * @param <Q> a question
 * @param <A> the answer to a question
 */
final class Shared<Q, A> {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Asked<A>(FutureTask<A> answer, long since) {

        boolean fresh(long now) {
            return !answer.isDone() || now - since < NANOS;
        }
    }

    private final ConcurrentMap<Q, Asked<A>> asked = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();

    /** How many requests got the answer of an earlier request. */
    long hits() {
        return hits.sum();
    }

    /**
     * Returns the shared answer, and runs {@code work} if there is no recent one. If {@code work} fails, all requests
     * that share the answer get the same failure.
     */
    A get(Q question, Supplier<A> work) {
        long now = System.nanoTime();
        Asked<A> mine = new Asked<>(new FutureTask<>(work::get), now);
        Asked<A> current =
                asked.compute(question, (same, before) -> before != null && before.fresh(now) ? before : mine);
        if (current == mine) {
            asked.values().removeIf(old -> !old.fresh(now));
            mine.answer().run();
        } else {
            hits.increment();
        }
        try {
            return current.answer().get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for an answer", stopping);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException expected
                    ? expected
                    : new IllegalStateException(failure.getCause());
        }
    }
}
