package threetier.timestamps;

import java.util.List;

/**
 * A page of the list, newest first.
 *
 * @param rows the entries
 * @param more whether older entries follow
 */
public record Page(List<Timestamp> rows, boolean more) {

    /** @param rows one more than {@code limit} where there are more */
    static Page of(List<Timestamp> rows, int limit) {
        boolean more = rows.size() > limit;
        return new Page(more ? rows.subList(0, limit) : rows, more);
    }

    /** The id to continue before; only where there are more. */
    public long continueBefore() {
        return rows.get(rows.size() - 1).id();
    }
}
