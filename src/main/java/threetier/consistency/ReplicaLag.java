package threetier.consistency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Measures how far a reader is behind: the age of the oldest row that was seen on the writer and is still missing on
 * the reader. The caller regularly queries both databases for their newest row and records the results here. This
 * method needs no additional table and no additional privilege, and it works with every kind of database.
 */
public final class ReplicaLag {

    /**
     * The maximum number of missing rows to keep, enough for several minutes. When it is reached, the newest of them
     * takes the place of the one before, with its time: the reader has caught up only when it has the newest row.
     */
    private static final int LONGEST = 1_000;

    private record Missing(long id, long sinceNanos) {}

    private final Deque<Missing> missing = new ArrayDeque<>();
    private long newestOnWriter = -1;

    /**
     * Records that a query at {@code nanoTime} found this row as the writer's newest one.
     *
     * @param newest the id of the row; 0 for an empty table
     * @param nanoTime a value of {@link System#nanoTime()}
     */
    public synchronized void onWriter(long newest, long nanoTime) {
        if (newest < newestOnWriter) {
            // The newest rows were deleted on the writer, so the missing rows may never arrive at the reader
            missing.clear();
        }
        if (newest != newestOnWriter && newest > 0) {
            boolean full = missing.size() == LONGEST;
            missing.addLast(new Missing(newest, full ? missing.removeLast().sinceNanos() : nanoTime));
        }
        newestOnWriter = newest;
    }

    /** Records the id of the reader's newest row; 0 for an empty table. */
    public synchronized void onReader(long newest) {
        while (!missing.isEmpty() && missing.getFirst().id() <= newest) {
            missing.removeFirst();
        }
    }

    /** The replica lag at {@code nanoTime}; zero when the reader has every row that was seen on the writer. */
    public synchronized Duration at(long nanoTime) {
        return missing.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime - missing.getFirst().sinceNanos());
    }

    /** The id of the newest row that was seen on the writer; 0 for an empty table, -1 before the first query. */
    public synchronized long newestOnWriter() {
        return newestOnWriter;
    }
}
