package threetier.datasource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Lets concurrent requests share a call to a database. For queries this is called request coalescing, for changes group
 * commit. Only one call is in progress at a time. Requests that arrive during a call wait and share the next call, so
 * batches grow with the load. No timer is involved: a request that finds no call in progress makes a call immediately.
 * The first request of a waiting batch makes the call for the whole batch.
 *
 * @param <Q> a request
 * @param <R> the answer to one request
 */
public final class Coalescer<Q, R> {

    /**
     * How many requests may share a call. While one batch waits for the answer of its call, another batch of the same
     * size may wait for the next call. All these requests hold threads of the server (payara/server.asadmin).
     */
    static final int BATCH_LIMIT = 64;

    private final Function<List<Q>, List<R>> call;
    private boolean inFlight;
    private Batch waiting;
    /**
     * The failure of the last call if this call found the database unavailable, otherwise null. Only the thread that
     * makes the current call uses this field.
     */
    private DatabaseAwayException away;

    /** @param call returns the answers in the order of the requests */
    public Coalescer(Function<List<Q>, List<R>> call) {
        this.call = call;
    }

    /**
     * Returns the answer of a call that begins after this request has arrived.
     *
     * @throws OverloadException when the next batch is full
     * @throws RuntimeException the failure of the call; all requests of the batch get the same failure
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
                // These requests have waited for a call that found the database unavailable. They fail without a second
                // wait
                throw before;
            }
            List<R> found = answers(batch.requests);
            delivery = () -> batch.answers.complete(found);
        } catch (RuntimeException | Error failure) {
            delivery = () -> batch.answers.completeExceptionally(failure);
        }
        next();
        // The delivery wakes the requests one by one. The next call runs at the same time
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

    /** Requests that share one call. */
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
