package threetier.datasource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Request coalescing; for changes, group commit. Only one call to a database is in flight. Requests that arrive
 * meanwhile wait and share the next call, so batches grow with the load. There is no timer: a request that finds no
 * call in flight makes its own immediately. The first request of a batch makes the shared call.
 *
 * @param <Q> a request
 * @param <R> its answer
 */
public final class Coalescer<Q, R> {

    /**
     * How many requests may share a call. As many again may wait for the next call, and all of them hold threads of the
     * server (payara/server.asadmin).
     */
    static final int BATCH_LIMIT = 64;

    private final Function<List<Q>, List<R>> call;
    private boolean inFlight;
    private Batch waiting;
    /** Why the last call found no database. Only the thread that makes the current call uses this field. */
    private DatabaseAwayException away;

    /** @param call returns the answers in the order of the requests */
    public Coalescer(Function<List<Q>, List<R>> call) {
        this.call = call;
    }

    /**
     * Returns the answer of a call that begins after this request.
     *
     * @throws OverloadException when the next batch is full
     * @throws RuntimeException what the call throws; every request of its batch gets it
     */
    public R ask(Q request) {
        Batch batch = null;
        int place = 0;
        synchronized (this) {
            if (inFlight) {
                waiting = waiting == null ? new Batch() : waiting;
                batch = waiting;
                place = batch.add(request);
            }
            inFlight = true;
        }
        return batch == null ? askImmediately(request) : batch.answer(place);
    }

    /** How many requests wait for the next call. */
    synchronized int waiting() {
        return waiting == null ? 0 : waiting.requests.size();
    }

    private R askImmediately(Q request) {
        away = null;
        try {
            return answers(List.of(request)).get(0);
        } finally {
            next();
        }
    }

    private void askTogether(Batch batch) {
        Runnable delivery;
        try {
            DatabaseAwayException before = away;
            away = null;
            if (before != null) {
                // The call that these requests waited for found no database; they fail without waiting for a second one
                throw before;
            }
            List<R> found = answers(batch.requests);
            delivery = () -> batch.answers.complete(found);
        } catch (RuntimeException | Error failure) {
            delivery = () -> batch.answers.completeExceptionally(failure);
        }
        next();
        // Wakes the requests one by one; the next call is in flight meanwhile
        delivery.run();
    }

    /** Starts the waiting batch, if there is one. */
    private void next() {
        Batch batch;
        synchronized (this) {
            batch = waiting;
            waiting = null;
            inFlight = batch != null;
        }
        if (batch != null) {
            batch.turn.complete(null);
        }
    }

    private List<R> answers(List<Q> requests) {
        try {
            return call.apply(requests);
        } catch (DatabaseAwayException noDatabase) {
            away = noDatabase;
            throw noDatabase;
        }
    }

    /** Requests that share a call. */
    private final class Batch {
        private final List<Q> requests = new ArrayList<>();
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private final CompletableFuture<List<R>> answers = new CompletableFuture<>();

        int add(Q request) {
            if (requests.size() == BATCH_LIMIT) {
                throw new OverloadException();
            }
            requests.add(request);
            return requests.size() - 1;
        }

        R answer(int place) {
            if (place == 0) {
                turn.join();
                askTogether(this);
            }
            try {
                return answers.join().get(place);
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof RuntimeException expected ? expected : failure;
            }
        }
    }
}
