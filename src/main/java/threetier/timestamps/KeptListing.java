package threetier.timestamps;

import java.util.List;
import java.util.Optional;

/**
 * The list as this node has built it before, brought up to date with what a database says now. Asked for are only the first row, rows
 * where some were missing, and those from the last one on: together they tell whether what is kept is still true, and what is new.
 */
final class KeptListing {

    /** Beyond so many rows, which are 16 MB, nothing is kept. */
    static final int MOST_ROWS = 640_000;

    /** How much is given up first when a database has less than was seen elsewhere; then ever more. */
    private static final int STEP_BACK = 1_000;
    private static final int FACTOR = 16;
    /** Conditions in one statement. */
    private static final int MOST_RANGES = 200;

    /** The table of one database. */
    interface Table {

        /** Its rows with ids up to {@code first}, from {@code last} on, and in {@code gaps}, ascending, at most {@link SavedList#BATCH}. */
        List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps);
    }

    /** Written by one at a time. */
    private volatile Listing kept = Listing.EMPTY;
    private volatile boolean tooLong;

    /** Whether there were too many rows to be kept when somebody looked last. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Notes how many rows there are. */
    void rows(long count) {
        tooLong = count > MOST_ROWS;
    }

    /** What the table holds; empty when that is too much to be kept. Not for two at once. */
    Optional<Listing> of(Table table) {
        Listing listing = kept;
        List<Gaps.Range> gaps = listing.gaps().ranges(MOST_RANGES);
        int back = STEP_BACK;
        while (true) {
            List<Timestamp> rows = table.differences(listing.firstId(), listing.lastId(), gaps);
            if (!listing.isPartOf(rows)) {
                listing = listing.beginsAs(rows) ? listing.withoutNewest(back) : Listing.EMPTY;
                back *= FACTOR;
                gaps = listing.gaps().ranges(MOST_RANGES);
                continue;
            }
            listing = listing.with(rows);
            if (rows.size() < SavedList.BATCH || listing.count() > MOST_ROWS) {
                return keep(listing);
            }
            // The gaps have been looked at; there may be more at the end
            gaps = List.of();
        }
    }

    private Optional<Listing> keep(Listing listing) {
        rows(listing.count());
        kept = tooLong ? Listing.EMPTY : listing;
        return tooLong ? Optional.empty() : Optional.of(listing);
    }
}
