package threetier.timestamps;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The exact text formats of entries. */
public final class Formats {

    /** To the second, as in {@code /read} and {@code /write}. */
    public static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Formats() {}

    /** ISO 8601 in UTC, always with six digits of fraction. */
    public static String iso(Timestamp timestamp) {
        return MICROSECONDS.format(timestamp.savedAt());
    }

    /** One line of the list per entry, each beginning with the comma that ends the line before. */
    static byte[] cells(List<Timestamp> rows) {
        StringBuilder text = new StringBuilder(rows.size() * Cells.LENGTH);
        for (Timestamp row : rows) {
            SECONDS.formatTo(row.savedAt(), text.append(",\n  \""));
            text.append('"');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The date-time in a single cell. */
    static LocalDateTime savedAt(byte[] cell) {
        String text = new String(cell, StandardCharsets.US_ASCII);
        return LocalDateTime.parse(text.substring(text.indexOf('"') + 1, text.lastIndexOf('"')), SECONDS);
    }

    /** As the databases accept it. */
    static String sql(Timestamp timestamp) {
        return SQL.format(timestamp.savedAt());
    }

    static String json(Timestamp timestamp) {
        return "{\"id\": " + timestamp.id() + ", \"savedAt\": \"" + iso(timestamp) + "\"}";
    }

    static String json(List<Timestamp> timestamps) {
        return timestamps.stream().map(Formats::json).collect(Collectors.joining(", ", "[", "]"));
    }
}
