package threetier.timestamps.list;

import java.util.List;
import threetier.timestamps.entry.Timestamp;

/**
 * The validator of a list. Entries never change and are only added (or pruned from the old end), so the entries at both
 * ends and their number tell two lists apart; the number matters because an id may become visible after a higher one.
 * The time of the first entry tells a truncated table from the one before it.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** The tag of a list given whole. */
    public static String of(List<Timestamp> rows) {
        return rows.isEmpty()
                ? tag("empty")
                : of(rows.get(0), rows.size(), rows.get(rows.size() - 1).id());
    }

    /** The tag of a list too long to hold: its first entry, the number of entries and the last id. */
    static String of(Timestamp first, long count, long lastId) {
        return tag(first.id() + "-" + first.savedAt() + "-" + count + "-" + lastId);
    }

    /** Weak, because httpd may compress the body: equal content, not equal bytes (RFC 9110, 8.8.1). */
    private static String tag(String value) {
        return "W/\"" + value + "\"";
    }
}
