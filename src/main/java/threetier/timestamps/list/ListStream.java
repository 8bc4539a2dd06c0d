package threetier.timestamps.list;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;
import threetier.timestamps.entry.Timestamp;

/**
 * A list that is too long to keep in memory, as a response body. It holds the oldest and the newest entries, where rows
 * may still appear, and reads the entries between them in batches while it writes. So memory does not grow with the
 * table, and no database connection is held between two batches, however slowly the client reads. The layout is that of
 * Python's {@code json.dumps(list, indent=2)}.
 */
public final class ListStream implements StreamingOutput {

    /**
     * Rows per query: enough to make the round trip small compared to the work, few enough to hold in memory for every
     * request.
     */
    public static final int BATCH = 5_000;

    private final List<Timestamp> oldest;
    private final long others;
    private final List<Timestamp> newest;
    private final LongFunction<List<Timestamp>> after;

    /** A short list, all of which is in memory. */
    public ListStream(List<Timestamp> all) {
        this(all, 0, List.of(), last -> List.of());
    }

    /**
     * @param oldest at least one
     * @param others how many entries are between the oldest and the newest
     * @param after reads the entries between them that follow an id, at most {@link #BATCH}
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

    /** Identifies this list (ETag). */
    public String tag() {
        return oldest.isEmpty()
                ? Fingerprint.of(oldest)
                : Fingerprint.of(oldest.get(0), count(), last(newest.isEmpty() ? oldest : newest));
    }

    /**
     * The length of the body in bytes. It is announced, so that every client notices a body that breaks off; without
     * it, the server would end the transfer after a failure as if it were complete.
     */
    public long length() {
        return count() == 0 ? 2 : 2 + count() * Cells.LENGTH;
    }

    /**
     * @throws IncompleteListException when there are more or fewer rows than counted, because rows were deleted or
     *     became visible meanwhile
     */
    @Override
    public void write(OutputStream body) throws IOException {
        if (oldest.isEmpty()) {
            body.write("[]".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        byte[] first = Cells.of(oldest);
        // Replaces the comma of the first cell
        first[0] = '[';
        body.write(first);
        long left = others;
        for (List<Timestamp> rows = oldest; rows.size() == BATCH; ) {
            rows = after.apply(last(rows));
            left -= rows.size();
            if (left < 0 || left > 0 && rows.size() < BATCH) {
                throw new IncompleteListException(others, others - left);
            }
            body.write(Cells.of(rows));
        }
        body.write(Cells.of(newest));
        body.write("\n]".getBytes(StandardCharsets.US_ASCII));
    }

    private static long last(List<Timestamp> rows) {
        return rows.get(rows.size() - 1).id();
    }
}
