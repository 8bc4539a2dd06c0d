package threetier.consistency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a reader is behind: how long the oldest row that was seen on the writer has been missing on the reader. Found
 * by asking both for their newest row now and then, which needs no table and no privilege of its own and is the same on
 * every kind of database.
 */
public final class ReplicaLag {

    /** Enough for minutes of samples; the oldest one counts, so the newest are left out when there are more. */
    private static final int LONGEST = 1_000;

    private record Missing(long id, long sinceNanos) {}

    private final Deque<Missing> missing = new ArrayDeque<>();
    private long newestOnWriter = -1;

    /** Notes the writer's newest row as seen at {@code nanoTime}; 0 for an empty table. */
    public synchronized void onWriter(long newest, long nanoTime) {
        if (newest < newestOnWriter) {
            // Somebody deleted the newest rows, so nothing that was waited for need ever come
            missing.clear();
        }
        if (newest != newestOnWriter && newest > 0 && missing.size() < LONGEST) {
            missing.addLast(new Missing(newest, nanoTime));
        }
        newestOnWriter = newest;
    }

    /** Notes the reader's newest row. */
    public synchronized void onReader(long newest) {
        while (!missing.isEmpty() && missing.getFirst().id() <= newest) {
            missing.removeFirst();
        }
    }

    /** At {@code nanoTime}; zero when the reader has all that is known of the writer. */
    public synchronized Duration at(long nanoTime) {
        return missing.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime - missing.getFirst().sinceNanos());
    }

    /** The newest row known of the writer; 0 for an empty table, -1 while nothing is known. */
    public synchronized long newestOnWriter() {
        return newestOnWriter;
    }
}
