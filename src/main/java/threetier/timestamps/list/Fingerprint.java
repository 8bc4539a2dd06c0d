package threetier.timestamps.list;

import java.util.List;
import threetier.timestamps.entry.Timestamp;

/**
 * The validator (ETag) of a list. Entries never change; they are only added, or pruned from the old end. So two
 * different lists differ in their first entry, their last entry or their number of entries. The number is needed
 * because an id may become visible after a higher one. The time of the first entry distinguishes a table from the one
 * before a TRUNCATE.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** The tag of a list that is given as a whole. */
    public static String of(List<Timestamp> rows) {
        return rows.isEmpty()
                ? tag("empty")
                : of(rows.get(0), rows.size(), rows.get(rows.size() - 1).id());
    }

    /** The tag of a list that is given by its first entry, its number of entries and its last id. */
    static String of(Timestamp first, long count, long lastId) {
        return tag(first.id() + "-" + first.savedAt() + "-" + count + "-" + lastId);
    }

    /**
     * Weak, because httpd may compress the body: it stands for equal content, not for equal bytes (RFC 9110, 8.8.1).
     */
    private static String tag(String value) {
        return "W/\"" + value + "\"";
    }
}
