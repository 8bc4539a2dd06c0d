package threetier.timestamps.list;

import java.util.List;
import threetier.timestamps.entry.Timestamp;

/**
 * Computes the entity tag (ETag) of a list. Entries never change. They are only added, or the oldest ones are deleted.
 * Therefore two different lists differ in their first entry, their last entry or their number of entries. The tag
 * includes the number, because an id may become visible after a higher one. The tag includes the time of the first
 * entry, because a TRUNCATE restarts the ids and the time distinguishes the new table from the old one.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** Returns the tag of a list. */
    public static String of(List<Timestamp> rows) {
        return rows.isEmpty()
                ? tag("empty")
                : of(rows.get(0), rows.size(), rows.get(rows.size() - 1).id());
    }

    /** Returns the tag of a list that has this first entry, this number of entries and this last id. */
    static String of(Timestamp first, long count, long lastId) {
        return tag(first.id() + "-" + first.savedAt() + "-" + count + "-" + lastId);
    }

    /**
     * Makes a weak tag. httpd may compress the body, so equal tags mean equal content and not equal bytes (RFC 9110,
     * 8.8.1).
     */
    private static String tag(String value) {
        return "W/\"" + value + "\"";
    }
}
