package threetier.timestamps;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;
import threetier.timestamps.list.Fingerprint;

/**
 * A page of the list, newest first; as a body it is JSON. Immutable: all who ask together get the same, so it is put
 * into words once.
 */
public final class Page implements StreamingOutput {

    private final List<Timestamp> rows;
    private final boolean more;
    private final String tag;
    /** Made when it is sent: a page in a browser asks again and again, and mostly has it already. */
    private volatile byte[] json;

    private Page(List<Timestamp> rows, boolean more) {
        this.rows = rows;
        this.more = more;
        tag = Fingerprint.of(rows);
    }

    /** @param rows one more than {@code limit}, or yet more, where there are more */
    static Page of(List<Timestamp> rows, int limit) {
        boolean more = rows.size() > limit;
        return new Page(more ? rows.subList(0, limit) : rows, more);
    }

    /** The entries. */
    public List<Timestamp> rows() {
        return rows;
    }

    /** Whether older entries follow. */
    public boolean more() {
        return more;
    }

    /** The id to continue before; only where there are more. */
    public long continueBefore() {
        return rows.get(rows.size() - 1).id();
    }

    /** Tells it from every other. */
    String tag() {
        return tag;
    }

    @Override
    public void write(OutputStream body) throws IOException {
        if (json == null) {
            json = Formats.json(rows).getBytes(StandardCharsets.US_ASCII);
        }
        body.write(json);
    }
}
