package threetier.datasource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * One trip to a database in flight. What arrives while it is under way goes together with the next one, so the busier it gets the more
 * share a trip, and who comes alone waits for nobody: there is no timer. The first of those who go together makes the trip for all.
 *
 * @param <P> what is asked
 * @param <R> its answer
 */
public final class Trips<P, R> {

    /** Who may wait for the same trip; those under way hold as many threads of the server again (payara/server.asadmin). */
    static final int PLACES = 64;

    private final Function<List<P>, List<R>> trip;
    private final Semaphore track = new Semaphore(1, true);
    private Group boarding;
    /** Why the last trip found no database; guarded by the track. */
    private DatabaseAwayException away;

    /** @param trip gives the answers in the order asked */
    public Trips(Function<List<P>, List<R>> trip) {
        this.trip = trip;
    }

    /**
     * Returns the answer of a trip that begins after this call.
     *
     * @throws OverloadException when too many wait for that trip
     * @throws RuntimeException what the trip throws, to all who share it
     */
    public R join(P passenger) {
        Group group;
        int place;
        synchronized (this) {
            if (boarding == null) {
                boarding = new Group();
            }
            group = boarding;
            place = group.passengers.size();
            if (place == PLACES) {
                throw new OverloadException();
            }
            group.passengers.add(passenger);
        }
        if (place == 0) {
            go(group);
        }
        try {
            return group.answers.join().get(place);
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException expected ? expected : failure;
        }
    }

    /** How many wait for the next trip. */
    synchronized int waiting() {
        return boarding == null ? 0 : boarding.passengers.size();
    }

    private void go(Group group) {
        boolean waited = !track.tryAcquire();
        if (waited) {
            track.acquireUninterruptibly();
        }
        Runnable arrival;
        try {
            synchronized (this) {
                boarding = null;
            }
            DatabaseAwayException before = away;
            away = null;
            if (waited && before != null) {
                // Who has waited while the database was found away does not wait for it a second time
                throw before;
            }
            List<R> found = answers(group.passengers);
            arrival = () -> group.answers.complete(found);
        } catch (RuntimeException | Error failure) {
            arrival = () -> group.answers.completeExceptionally(failure);
        } finally {
            track.release();
        }
        // Wakes who has waited, one after the other, while the next trip is under way
        arrival.run();
    }

    private List<R> answers(List<P> passengers) {
        try {
            return trip.apply(passengers);
        } catch (DatabaseAwayException noDatabase) {
            away = noDatabase;
            throw noDatabase;
        }
    }

    private final class Group {
        private final List<P> passengers = new ArrayList<>();
        private final CompletableFuture<List<R>> answers = new CompletableFuture<>();
    }
}
