package threetier.timestamps.list;

import java.util.List;
import threetier.timestamps.entry.Timestamp;

/**
 * Computes the entity tag (ETag) of a list. Entries never change. They are only added, or the oldest ones are deleted.
 * Therefore two different lists differ in their first entry, their last entry or their number of entries. The tag
 * includes the number, because an id may become visible after a higher one. The tag includes the times of the first and
 * the last entry, because ids are assigned again after a TRUNCATE, and after a failover to a region that lacks the
 * newest entries. The times distinguish the new entries from the old ones.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** Returns the tag of a list. */
    public static String of(List<Timestamp> rows) {
        return rows.isEmpty() ? tag("empty") : of(rows.get(0), rows.size(), rows.get(rows.size() - 1));
    }

    /** Returns the tag of a list that has this first entry, this number of entries and this last entry. */
    static String of(Timestamp first, long count, Timestamp last) {
        return tag(first.id() + "-" + first.savedAt() + "-" + count + "-" + last.id() + "-" + last.savedAt());
    }

    /**
     * Makes a weak tag. httpd may compress the body, so equal tags mean equal content and not equal bytes (RFC 9110,
     * 8.8.1).
     */
    private static String tag(String value) {
        return "W/\"" + value + "\"";
    }
}
