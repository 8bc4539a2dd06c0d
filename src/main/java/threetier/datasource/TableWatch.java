package threetier.datasource;

import java.time.Duration;
import threetier.consistency.ReplicaLag;

/** What {@link ReaderWatch} knows about one kind of write: how far the reader's table is behind the writer's table. */
final class TableWatch {

    private final ReplicaLag lag = new ReplicaLag();
    /**
     * Whether the reader has yet to replicate a TRUNCATE. A TRUNCATE restarts the ids, so the old rows of the reader
     * would look like new ones.
     */
    private volatile boolean older;

    /** Records the writer's newest row, which a query at this {@link System#nanoTime()} has found. */
    void onWriter(NewestRow newest, long nanoTime) {
        lag.onWriter(newest.id(), nanoTime);
    }

    /** Records the reader's newest row, and whether the writer has this row too. */
    void onReader(NewestRow newest, boolean alsoOnWriter) {
        older = !alsoOnWriter;
        if (!older) {
            lag.onReader(newest.id());
        }
    }

    /** Whether the reader has rows that the writer no longer has. */
    boolean older() {
        return older;
    }

    Duration lag() {
        return lag.at(System.nanoTime());
    }

    /** The id of the newest row that was seen on the writer; 0 for an empty table, -1 before the first query. */
    long newestOnWriter() {
        return lag.newestOnWriter();
    }
}
