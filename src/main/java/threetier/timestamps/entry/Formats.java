package threetier.timestamps.entry;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The exact text formats of entries. */
public final class Formats {

    /** A date-time with whole seconds, as in {@code /read} and {@code /write}. */
    public static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Formats() {}

    /** ISO 8601 in UTC, always with six fractional digits. */
    public static String iso(Timestamp timestamp) {
        return MICROSECONDS.format(timestamp.savedAt());
    }

    /** The text form that the databases accept for a column of type DATETIME(6). */
    public static String sql(Timestamp timestamp) {
        return SQL.format(timestamp.savedAt());
    }

    public static String json(Timestamp timestamp) {
        return "{\"id\": " + timestamp.id() + ", \"savedAt\": \"" + iso(timestamp) + "\"}";
    }

    public static String json(List<Timestamp> timestamps) {
        return timestamps.stream().map(Formats::json).collect(Collectors.joining(", ", "[", "]"));
    }
}
