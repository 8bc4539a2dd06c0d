package threetier.paging;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import threetier.text.Sha256;

/**
 * A page of a list, newest row first. As a response body, the page is JSON. A page is immutable, so coalesced requests
 * share one instance, which is serialised only once.
 *
 * @param <T> the rows
 */
public final class Page<T extends Row> implements StreamingOutput {

    private final List<T> rows;
    private final boolean more;
    private final Function<List<T>, String> form;
    private final String tag;
    /**
     * The page as JSON; null until a response first needs it. Browsers poll, and most of their requests end in 304,
     * which has no body.
     */
    private volatile byte[] json;

    private Page(List<T> rows, boolean more, Function<List<T>, String> form, Function<List<T>, String> tag) {
        this.rows = rows;
        this.more = more;
        this.form = form;
        this.tag = tag == null ? "W/\"" + HexFormat.of().formatHex(Sha256.of(json())) + "\"" : tag.apply(rows);
    }

    /**
     * A page whose entity tag is the digest of its content.
     *
     * @param rows the rows; more than {@code limit} of them when there are older rows than this page shows
     * @param row the JSON of a row
     */
    public static <T extends Row> Page<T> of(List<T> rows, int limit, Function<T, String> row) {
        return of(rows, limit, list -> list.stream().map(row).collect(Collectors.joining(",", "[", "]")), null);
    }

    /**
     * A page with a faster way to its content and its tag.
     *
     * @param form the JSON of a list of rows
     * @param tag the entity tag of a list of rows
     */
    public static <T extends Row> Page<T> of(
            List<T> rows, int limit, Function<List<T>, String> form, Function<List<T>, String> tag) {
        boolean more = rows.size() > limit;
        return new Page<>(more ? rows.subList(0, limit) : rows, more, form, tag);
    }

    /** The rows. */
    public List<T> rows() {
        return rows;
    }

    /** Whether there are rows older than this page. */
    public boolean more() {
        return more;
    }

    /** The id below which the next page begins. Only valid when there are older rows. */
    public long continueBefore() {
        return rows.get(rows.size() - 1).id();
    }

    /** The entity tag of this page (header {@code ETag}). */
    String tag() {
        return tag;
    }

    @Override
    public void write(OutputStream body) throws IOException {
        body.write(json());
    }

    private byte[] json() {
        byte[] written = json;
        if (written == null) {
            written = form.apply(rows).getBytes(StandardCharsets.UTF_8);
            json = written;
        }
        return written;
    }
}
