package threetier.consistency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a reader is behind: the age of the oldest row that was seen on the writer and is still missing on the reader.
 * Both are asked for their newest row at intervals. That needs no table and no privilege of its own, and works with
 * every kind of database.
 */
public final class ReplicaLag {

    /**
     * The greatest number of missing rows to keep, enough for minutes of samples. Beyond it, new rows are dropped,
     * because the oldest one determines the lag.
     */
    private static final int LONGEST = 1_000;

    private record Missing(long id, long sinceNanos) {}

    private final Deque<Missing> missing = new ArrayDeque<>();
    private long newestOnWriter = -1;

    /** Records the writer's newest row as seen at {@code nanoTime}; 0 for an empty table. */
    public synchronized void onWriter(long newest, long nanoTime) {
        if (newest < newestOnWriter) {
            // The newest rows were deleted, so the missing ones may never arrive
            missing.clear();
        }
        if (newest != newestOnWriter && newest > 0 && missing.size() < LONGEST) {
            missing.addLast(new Missing(newest, nanoTime));
        }
        newestOnWriter = newest;
    }

    /** Records the reader's newest row. */
    public synchronized void onReader(long newest) {
        while (!missing.isEmpty() && missing.getFirst().id() <= newest) {
            missing.removeFirst();
        }
    }

    /** The lag at {@code nanoTime}; zero when the reader has every row that was seen on the writer. */
    public synchronized Duration at(long nanoTime) {
        return missing.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime - missing.getFirst().sinceNanos());
    }

    /** The newest row that was seen on the writer; 0 for an empty table, -1 before the first look. */
    public synchronized long newestOnWriter() {
        return newestOnWriter;
    }
}
