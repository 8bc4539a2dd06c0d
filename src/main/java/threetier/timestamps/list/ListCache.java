package threetier.timestamps.list;

import java.util.List;
import java.util.Optional;
import threetier.timestamps.entry.Timestamp;

/**
 * The list as this node has built it before, brought up to date with what a database says now. Asked for are only the
 * first row, rows where some were missing, and those from the last one on: together they tell whether what is kept is
 * still true, and what is new.
 */
public final class ListCache {

    /** Beyond so many rows, which are 16 MB, nothing is kept. */
    static final int MOST_ROWS = 640_000;

    /** How much is given up first when a database has less than was seen elsewhere; then ever more. */
    private static final int STEP_BACK = 1_000;

    private static final int FACTOR = 16;
    /** Gaps that are asked for one by one; rows between the older ones are counted instead. */
    static final int MOST_RANGES = 200;
    /**
     * A database that so often has not what it had a moment ago is several, of which now this one answers, now that.
     */
    private static final int MOST_STEPS = 8;

    /** The table of one database. */
    public interface Table {

        /**
         * Its rows with ids up to {@code first}, from {@code last} on, and in {@code gaps}, ascending, at most
         * {@link ListStream#BATCH}.
         */
        List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps);

        /** How many rows have an id in this range. */
        long count(Gaps.Range range);
    }

    /** Written by one at a time. */
    private volatile ListBody kept = ListBody.EMPTY;

    private volatile boolean tooLong;

    /** Whether there were too many rows to be kept when somebody looked last. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Notes how many rows there are. */
    public void rows(long count) {
        tooLong = count > MOST_ROWS;
    }

    /**
     * What the table holds; empty when that is too much to be kept, or not the same for long enough. Not for two at
     * once.
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
            // The gaps have been looked at; there may be more at the end
            gaps = Gaps.NONE;
        }
        return Optional.empty();
    }

    /** Whether nothing has appeared in these gaps, and nothing between them is gone. */
    private static boolean isPart(Gaps old, Table table) {
        return old.isEmpty() || table.count(old.span()) == old.present();
    }

    private Optional<ListBody> keep(ListBody listing) {
        rows(listing.count());
        kept = tooLong ? ListBody.EMPTY : listing;
        return tooLong ? Optional.empty() : Optional.of(listing);
    }
}
