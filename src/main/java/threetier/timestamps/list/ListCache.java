package threetier.timestamps.list;

import java.util.List;
import java.util.Optional;
import threetier.timestamps.entry.Timestamp;

/**
 * Keeps the list that this node has built, and updates it from a database on each read. The query for an update fetches
 * only the first row, the rows in the gaps, and the rows from the last kept one on. These rows show whether the kept
 * list is still valid, and which rows are new.
 */
public final class ListCache {

    /** The maximum number of rows to keep. A list with this many rows occupies 16 MB. */
    static final int MOST_ROWS = 640_000;

    /**
     * How many of the newest rows the cache drops when a database lacks rows of the kept list. Each further attempt
     * drops {@link #FACTOR} times as many rows.
     */
    private static final int STEP_BACK = 1_000;

    private static final int FACTOR = 16;
    /**
     * The maximum number of gaps that are queried one by one. For older gaps, the cache counts the rows between them
     * instead.
     */
    static final int MOST_RANGES = 200;
    /**
     * The maximum number of attempts to find a valid part of the kept list. If all attempts fail, the reason is an
     * address that leads to several replicas, which answer in turn with different rows.
     */
    private static final int MOST_STEPS = 8;

    /** The table of entries in one database. */
    public interface Table {

        /**
         * Returns the rows whose id is at most {@code first}, at least {@code last}, or in one of the {@code gaps}. The
         * rows are in ascending order, at most {@link ListStream#BATCH}.
         */
        List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps);

        /** Counts the rows with an id in this range. */
        long count(Gaps.Range range);
    }

    /** The kept list. Only one thread at a time writes this field. */
    private volatile ListBody kept = ListBody.EMPTY;

    private volatile boolean tooLong;

    /** Whether the last read found too many rows to keep. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Records how many rows the list has now. */
    public void rows(long count) {
        tooLong = count > MOST_ROWS;
    }

    /**
     * Returns the whole list, updated from the table; empty when the list is too long to keep, or when all attempts
     * failed. Only one thread at a time may call this method.
     */
    public Optional<ListBody> of(Table table) {
        ListBody listing = kept;
        Gaps gaps = listing.gaps();
        int back = STEP_BACK;
        for (int steps = 0; steps < MOST_STEPS; ) {
            List<Timestamp> rows = table.differences(listing.firstId(), listing.lastId(), gaps.newest(MOST_RANGES));
            if (!listing.isPartOf(rows) || !isPart(gaps.butNewest(MOST_RANGES), table)) {
                // A row in place of the last one means another history, and nothing tells where it began
                boolean behind = listing.beginsAs(rows) && !listing.isReplacedIn(rows);
                listing = behind ? listing.withoutNewest(back) : ListBody.EMPTY;
                gaps = listing.gaps();
                back = Math.min(back * FACTOR, MOST_ROWS);
                steps++;
                continue;
            }
            listing = listing.with(rows);
            if (rows.size() < ListStream.BATCH || listing.count() > MOST_ROWS) {
                return keep(listing);
            }
            // The rows in the gaps are complete. There may be more rows at the end
            gaps = Gaps.NONE;
        }
        return Optional.empty();
    }

    /**
     * Whether the table still has exactly the kept rows in this range: no row has appeared in the gaps {@code old}, and
     * no row between them is gone.
     */
    private static boolean isPart(Gaps old, Table table) {
        return old.isEmpty() || table.count(old.span()) == old.present();
    }

    private Optional<ListBody> keep(ListBody listing) {
        rows(listing.count());
        kept = tooLong ? ListBody.EMPTY : listing;
        return tooLong ? Optional.empty() : Optional.of(listing);
    }
}
