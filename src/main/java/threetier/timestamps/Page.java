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
 * A page of the list, newest entry first. As a response body, the page is JSON. A page is immutable, so coalesced
 * requests share one instance, which is serialised only once.
 */
public final class Page implements StreamingOutput {

    private final List<Timestamp> rows;
    private final boolean more;
    private final String tag;
    /**
     * The page as JSON; null until a response first needs it. Browsers poll, and most of their requests end in 304,
     * which has no body.
     */
    private volatile byte[] json;

    private Page(List<Timestamp> rows, boolean more) {
        this.rows = rows;
        this.more = more;
        tag = Fingerprint.of(rows);
    }

    /** @param rows the entries; more than {@code limit} of them when there are older entries than this page shows */
    static Page of(List<Timestamp> rows, int limit) {
        boolean more = rows.size() > limit;
        return new Page(more ? rows.subList(0, limit) : rows, more);
    }

    /** The entries. */
    public List<Timestamp> rows() {
        return rows;
    }

    /** Whether there are entries older than this page. */
    public boolean more() {
        return more;
    }

    /** The id below which the next page begins. Only valid when there are older entries. */
    public long continueBefore() {
        return rows.get(rows.size() - 1).id();
    }

    /** The entity tag of this page (header {@code ETag}). */
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
