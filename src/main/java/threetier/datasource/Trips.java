package threetier.datasource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One trip to a database in flight. What arrives while it is under way goes together with the next one, so the busier
 * it gets the more share a trip, and who comes alone waits for nobody: there is no timer. Who comes alone makes the
 * trip himself, and of those who go together the first, or a thread for nothing else.
 *
 * @param <P> what is asked
 * @param <R> its answer
 */
public final class Trips<P, R> implements AutoCloseable {

    /**
     * Who may wait for the same trip; those under way hold as many threads of the server again (payara/server.asadmin).
     */
    static final int PLACES = 64;

    private final Function<List<P>, List<R>> trip;
    /** Makes the trips of those who go together; null for the first of them. */
    private final ExecutorService conductor;

    private boolean underWay;
    private Group boarding;
    /** Why the last trip found no database; of him who is under way. */
    private DatabaseAwayException away;

    /**
     * Trips that the first of those who go together makes for all.
     *
     * @param trip gives the answers in the order asked
     */
    public Trips(Function<List<P>, List<R>> trip) {
        this(trip, null);
    }

    private Trips(Function<List<P>, List<R>> trip, ExecutorService conductor) {
        this.trip = trip;
        this.conductor = conductor;
    }

    /**
     * The same, but a thread of that name makes the trips of those who go together, one after the other. So no time is
     * lost until the first of the next gets a processor, which is worth it where a trip takes long
     * (docs/performance.md).
     */
    public static <P, R> Trips<P, R> conducted(String name, Function<List<P>, List<R>> trip) {
        ThreadPoolExecutor conductor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                },
                (work, closed) -> work.run());
        // Now, when nobody waits yet: later there might be none to be had
        conductor.prestartCoreThread();
        return new Trips<>(trip, conductor);
    }

    /** Ends the thread, if there is one, after what is under way. Who asks nevertheless is served by others who do. */
    @Override
    public void close() {
        if (conductor != null) {
            conductor.shutdown();
        }
    }

    /**
     * Returns the answer of a trip that begins after this call.
     *
     * @throws OverloadException when too many wait for that trip
     * @throws RuntimeException what the trip throws, to all who share it
     */
    public R join(P passenger) {
        Group group = null;
        int place = 0;
        synchronized (this) {
            if (underWay) {
                boarding = boarding == null ? new Group() : boarding;
                group = boarding;
                place = group.board(passenger);
            }
            underWay = true;
        }
        return group == null ? alone(passenger) : group.answer(place);
    }

    /** How many wait for the next trip. */
    synchronized int waiting() {
        return boarding == null ? 0 : boarding.passengers.size();
    }

    private R alone(P passenger) {
        away = null;
        try {
            return answers(List.of(passenger)).get(0);
        } finally {
            next();
        }
    }

    private void together(Group group) {
        Runnable arrival;
        try {
            DatabaseAwayException before = away;
            away = null;
            if (before != null) {
                // Who has waited while the database was found away does not wait for it a second time
                throw before;
            }
            List<R> found = answers(group.passengers);
            arrival = () -> group.answers.complete(found);
        } catch (RuntimeException | Error failure) {
            arrival = () -> group.answers.completeExceptionally(failure);
        }
        next();
        // Wakes who has waited, one after the other; where the first make the trips, the next is under way meanwhile
        arrival.run();
    }

    /** Sends those who have waited, if there are any. */
    private void next() {
        Group group;
        synchronized (this) {
            group = boarding;
            boarding = null;
            underWay = group != null;
        }
        if (group != null && conductor != null) {
            conductor.execute(() -> together(group));
        } else if (group != null) {
            group.turn.complete(null);
        }
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
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private final CompletableFuture<List<R>> answers = new CompletableFuture<>();

        int board(P passenger) {
            if (passengers.size() == PLACES) {
                throw new OverloadException();
            }
            passengers.add(passenger);
            return passengers.size() - 1;
        }

        R answer(int place) {
            if (place == 0 && conductor == null) {
                turn.join();
                together(this);
            }
            try {
                return answers.join().get(place);
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof RuntimeException expected ? expected : failure;
            }
        }
    }
}
