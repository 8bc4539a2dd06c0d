package threetier.timestamps;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import threetier.consistency.Token;

/**
 * The whole list as a body, written batch by batch, so memory does not grow with the table, and between two batches no connection to
 * the database is held, however slowly the client reads. Laid out as Python's {@code json.dumps(list, indent=2)}.
 */
final class SavedList implements StreamingOutput {

    /** Rows per query: enough to make the round trip small beside the work, little enough to hold for every request. */
    static final int BATCH = 5_000;

    private final TimestampReader reader;
    private final Token token;
    private final List<Timestamp> firstRows;
    private final long count;

    /**
     * @param token what must be there wherever the other batches are read
     * @param firstRows the first batch
     * @param count rows to write in all; those that are added meanwhile are left for the next request
     */
    SavedList(TimestampReader reader, Token token, List<Timestamp> firstRows, long count) {
        this.reader = reader;
        this.token = token;
        this.firstRows = firstRows;
        this.count = count;
    }

    /**
     * The length of the body in bytes. It is announced, because a body that ends before is broken for every client; after a failure
     * the server would otherwise end the transfer as if it were complete.
     */
    long length() {
        return count == 0 ? 2 : 2 + count * Cells.LENGTH;
    }

    /** @throws IncompleteListException when there are fewer rows, because some were deleted meanwhile */
    @Override
    public void write(OutputStream body) throws IOException {
        long written = 0;
        List<Timestamp> rows = firstRows;
        while (written < count) {
            if (rows.isEmpty()) {
                throw new IncompleteListException(count, written);
            }
            List<Timestamp> wanted = rows.subList(0, (int) Math.min(rows.size(), count - written));
            byte[] lines = Formats.cells(wanted);
            if (written == 0) {
                lines[0] = '[';
            }
            body.write(lines);
            written += wanted.size();
            rows = written < count ? reader.after(token, rows.get(rows.size() - 1).id(), BATCH).value() : List.of();
        }
        body.write((count == 0 ? "[]" : "\n]").getBytes(StandardCharsets.US_ASCII));
    }
}
