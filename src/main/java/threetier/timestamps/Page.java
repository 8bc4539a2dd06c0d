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
 * A page of the list, newest first; as a response body it is JSON. Immutable: coalesced requests share one instance, so
 * it is serialised once.
 */
public final class Page implements StreamingOutput {

    private final List<Timestamp> rows;
    private final boolean more;
    private final String tag;
    /** Serialised when it is first sent: browsers poll, and most of their requests end in 304, without a body. */
    private volatile byte[] json;

    private Page(List<Timestamp> rows, boolean more) {
        this.rows = rows;
        this.more = more;
        tag = Fingerprint.of(rows);
    }

    /** @param rows more than {@code limit} when there are older entries */
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

    /** The id from which the next page continues; only when there are older entries. */
    public long continueBefore() {
        return rows.get(rows.size() - 1).id();
    }

    /** Identifies this page (ETag). */
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
