package threetier.timestamps.list;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;
import threetier.timestamps.entry.Timestamp;

/**
 * A list that is too long to keep in memory, as a response body. An instance holds only the oldest and the newest
 * entries, because rows appear and disappear only there. It reads the entries between them in batches while it writes
 * the response. The use of memory therefore does not grow with the table. Between two batches, the response holds no
 * database connection, even if the client reads slowly. The layout of the JSON is that of Python's
 * {@code json.dumps(list, indent=2)}.
 */
public final class ListStream implements StreamingOutput {

    /**
     * Rows per query. With this number, the round trip is short compared to the rest of the query, and the rows of all
     * concurrent requests still fit in memory.
     */
    public static final int BATCH = 5_000;

    private final List<Timestamp> oldest;
    private final long others;
    private final List<Timestamp> newest;
    private final LongFunction<List<Timestamp>> after;

    /** A short list, which is completely in memory. */
    public ListStream(List<Timestamp> all) {
        this(all, 0, List.of(), last -> List.of());
    }

    /**
     * A long list.
     *
     * @param oldest the oldest entries, at least one
     * @param others how many entries are between the oldest and the newest ones
     * @param newest the newest entries
     * @param after reads the entries between the oldest and the newest ones that follow an id, at most {@link #BATCH}
     */
    public ListStream(
            List<Timestamp> oldest, long others, List<Timestamp> newest, LongFunction<List<Timestamp>> after) {
        this.oldest = oldest;
        this.others = others;
        this.newest = newest;
        this.after = after;
    }

    public long count() {
        return oldest.size() + others + newest.size();
    }

    /** The entity tag of this list (header {@code ETag}). */
    public String tag() {
        return oldest.isEmpty()
                ? Fingerprint.of(oldest)
                : Fingerprint.of(oldest.get(0), count(), last(newest.isEmpty() ? oldest : newest));
    }

    /**
     * The length of the body in bytes. The response announces this length, so that every client notices a body that
     * breaks off. Without the length, the server would end a failed transfer in the same way as a complete one.
     */
    public long length() {
        return count() == 0 ? 2 : 2 + count() * Cells.LENGTH;
    }

    /**
     * Writes the list.
     *
     * @throws IncompleteListException when the list has more or fewer rows than counted, because rows were deleted or
     *     became visible meanwhile
     */
    @Override
    public void write(OutputStream body) throws IOException {
        if (oldest.isEmpty()) {
            body.write("[]".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        byte[] first = Cells.of(oldest);
        // The bracket replaces the comma at the beginning of the first cell
        first[0] = '[';
        body.write(first);
        long left = others;
        for (List<Timestamp> rows = oldest; rows.size() == BATCH; ) {
            rows = after.apply(last(rows).id());
            left -= rows.size();
            if (left < 0 || left > 0 && rows.size() < BATCH) {
                throw new IncompleteListException(others, others - left);
            }
            body.write(Cells.of(rows));
        }
        body.write(Cells.of(newest));
        body.write("\n]".getBytes(StandardCharsets.US_ASCII));
    }

    private static Timestamp last(List<Timestamp> rows) {
        return rows.get(rows.size() - 1);
    }
}
