package threetier.timestamps;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the whole list batch by batch, so memory does not grow with the table, and between two batches no connection to the
 * database is held, however slowly the client reads. Laid out as Python's {@code json.dumps(list, indent=2)}.
 */
final class SavedList implements StreamingOutput {

    /** Rows per query: enough to make the round trip small beside the work, little enough to hold for every request. */
    static final int BATCH = 5_000;

    private final TimestampReader reader;
    private final List<Timestamp> firstRows;
    private final long promised;

    /**
     * @param firstRows the first batch
     * @param promised rows that were there when the list's tag was made; fewer must not pass for the whole list
     */
    SavedList(TimestampReader reader, List<Timestamp> firstRows, long promised) {
        this.reader = reader;
        this.firstRows = firstRows;
        this.promised = promised;
    }

    /** @throws IncompleteListException when fewer rows came than promised: another replica is behind, or rows were pruned meanwhile */
    @Override
    public void write(OutputStream body) throws IOException {
        long written = 0;
        List<Timestamp> rows = firstRows;
        while (!rows.isEmpty()) {
            body.write(layout(rows, written == 0));
            written += rows.size();
            rows = rows.size() < BATCH ? List.of() : reader.after(rows.get(rows.size() - 1).id(), BATCH).value();
        }
        if (written < promised) {
            throw new IncompleteListException(promised, written);
        }
        body.write((written == 0 ? "[]" : "\n]").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] layout(List<Timestamp> rows, boolean first) {
        StringBuilder text = new StringBuilder(rows.size() * 25);
        for (Timestamp row : rows) {
            text.append(first ? "[\n  \"" : ",\n  \"");
            Formats.SECONDS.formatTo(row.savedAt(), text);
            text.append('"');
            first = false;
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
