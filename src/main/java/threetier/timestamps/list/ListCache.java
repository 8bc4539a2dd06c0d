package threetier.timestamps.list;

import java.util.List;
import java.util.Optional;
import threetier.timestamps.entry.Timestamp;

/**
 * The list as this node has built it, brought up to date from a database with each read. It queries only the first row,
 * the gaps, and the rows from the last one on. These show whether the kept list is still valid, and what is new.
 */
public final class ListCache {

    /** A list with more rows than this, which are 16 MB, is not kept. */
    static final int MOST_ROWS = 640_000;

    /**
     * How many of the newest rows are dropped when a database lacks rows of the kept list; each further attempt drops
     * {@link #FACTOR} times as many.
     */
    private static final int STEP_BACK = 1_000;

    private static final int FACTOR = 16;
    /** Gaps that are queried one by one; for older ones, the rows between them are counted instead. */
    static final int MOST_RANGES = 200;
    /** The number of attempts. If all of them fail, the address leads to several replicas that answer in turn. */
    private static final int MOST_STEPS = 8;

    /** The table in one database. */
    public interface Table {

        /**
         * The rows with ids up to {@code first}, from {@code last} on, and in {@code gaps}, in ascending order, at most
         * {@link ListStream#BATCH}.
         */
        List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps);

        /** How many rows have an id in this range. */
        long count(Gaps.Range range);
    }

    /** Written by one thread at a time. */
    private volatile ListBody kept = ListBody.EMPTY;

    private volatile boolean tooLong;

    /** Whether there were too many rows to keep at the last read. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Records the number of rows. */
    public void rows(long count) {
        tooLong = count > MOST_ROWS;
    }

    /**
     * The whole list; empty when it is too long to keep, or when all attempts failed. Must not be called concurrently.
     */
    public Optional<ListBody> of(Table table) {
        ListBody listing = kept;
        Gaps gaps = listing.gaps();
        int back = STEP_BACK;
        for (int steps = 0; steps < MOST_STEPS; ) {
            List<Timestamp> rows = table.differences(listing.firstId(), listing.lastId(), gaps.newest(MOST_RANGES));
            if (!listing.isPartOf(rows) || !isPart(gaps.butNewest(MOST_RANGES), table)) {
                listing = listing.beginsAs(rows) ? listing.withoutNewest(back) : ListBody.EMPTY;
                gaps = listing.gaps();
                back = Math.min(back * FACTOR, MOST_ROWS);
                steps++;
                continue;
            }
            listing = listing.with(rows);
            if (rows.size() < ListStream.BATCH || listing.count() > MOST_ROWS) {
                return keep(listing);
            }
            // The gaps are done; there may be more rows at the end
            gaps = Gaps.NONE;
        }
        return Optional.empty();
    }

    /** Whether no row has appeared in these gaps, and none between them is gone. */
    private static boolean isPart(Gaps old, Table table) {
        return old.isEmpty() || table.count(old.span()) == old.present();
    }

    private Optional<ListBody> keep(ListBody listing) {
        rows(listing.count());
        kept = tooLong ? ListBody.EMPTY : listing;
        return tooLong ? Optional.empty() : Optional.of(listing);
    }
}
