package threetier.timestamps.list;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import threetier.timestamps.entry.Timestamp;

/**
 * The whole list as a response body in memory, together with the ids of its rows. An instance is immutable: new rows
 * lead to a new instance. The layout of the JSON is that of Python's {@code json.dumps(list, indent=2)}.
 */
public final class ListBody implements StreamingOutput {

    static final ListBody EMPTY = new ListBody(Cells.NONE, null, null, false, Gaps.NONE);

    private static final byte[] NONE = "[]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n]".getBytes(StandardCharsets.US_ASCII);

    private final Cells cells;
    private final Timestamp first;
    private final Timestamp last;
    /** Whether only the whole seconds of the last row's time are known, because they come from the body. */
    private final boolean inSeconds;

    private final Gaps gaps;
    private final String tag;

    private ListBody(Cells cells, Timestamp first, Timestamp last, boolean inSeconds, Gaps gaps) {
        this.cells = cells;
        this.first = first;
        this.last = last;
        this.inSeconds = inSeconds;
        this.gaps = gaps;
        tag = first == null ? Fingerprint.of(List.of()) : Fingerprint.of(first, cells.count(), last);
    }

    boolean isEmpty() {
        return first == null;
    }

    int count() {
        return cells.count();
    }

    /** The id of the oldest row; 0 when there is none. */
    long firstId() {
        return isEmpty() ? 0 : first.id();
    }

    /** The id of the newest row; 0 when there is none. */
    long lastId() {
        return isEmpty() ? 0 : last.id();
    }

    Gaps gaps() {
        return gaps;
    }

    /** The entity tag of this list (header {@code ETag}). */
    public String tag() {
        return tag;
    }

    /** The length of the body in bytes. */
    public long length() {
        return isEmpty() ? NONE.length : cells.count() * (long) Cells.LENGTH + END.length;
    }

    @Override
    public void write(OutputStream body) throws IOException {
        if (isEmpty()) {
            body.write(NONE);
            return;
        }
        // The bracket replaces the comma at the beginning of the first cell
        body.write('[');
        cells.write(body, 1);
        body.write(END);
    }

    /**
     * Whether {@code rows} include the first row of this list, with the same id and time. A TRUNCATE restarts the ids;
     * the time then distinguishes the new table from the old one.
     */
    boolean beginsAs(List<Timestamp> rows) {
        return isEmpty()
                || rows.stream()
                        .anyMatch(row -> row.id() == first.id() && row.savedAt().equals(first.savedAt()));
    }

    /**
     * Whether a table contains all rows of this list, and perhaps more.
     *
     * @param rows the table's first row, its rows in the gaps of this list, and its rows from {@link #lastId()} on
     */
    boolean isPartOf(List<Timestamp> rows) {
        return beginsAs(rows) && (isEmpty() || rows.stream().anyMatch(this::isLast));
    }

    /**
     * Whether {@code row} is the last row of this list. The comparison includes the time, because a failover may lose
     * the newest rows and their ids are then assigned again. Whole seconds are not enough: a region that is cut off may
     * save rows in the same second as the region that takes over.
     */
    private boolean isLast(Timestamp row) {
        return row.id() == last.id()
                && (row.savedAt().equals(last.savedAt())
                        || inSeconds
                                && row.savedAt().truncatedTo(ChronoUnit.SECONDS).equals(last.savedAt()));
    }

    /** Whether another row of the table than the last one of this list has its id. */
    boolean isReplacedIn(List<Timestamp> rows) {
        return !isEmpty() && rows.stream().anyMatch(row -> row.id() == last.id() && !isLast(row));
    }

    /**
     * Returns a copy that also has those of {@code rows} that this list lacks.
     *
     * @param rows in ascending order of their ids
     */
    ListBody with(List<Timestamp> rows) {
        long lastId = lastId();
        return exact(rows)
                .filled(rows.stream()
                        .filter(row -> row.id() < lastId && gaps.contain(row.id()))
                        .toList())
                .appended(rows.stream().filter(row -> row.id() > lastId).toList());
    }

    /** Returns a copy whose last row has the time of the table, with microseconds. */
    private ListBody exact(List<Timestamp> rows) {
        return inSeconds
                ? rows.stream()
                        .filter(this::isLast)
                        .findFirst()
                        .map(row -> new ListBody(cells, first, row, false, gaps))
                        .orElse(this)
                : this;
    }

    /**
     * Returns a copy with these rows in the gaps. The bytes after the first of these rows are copied to their new
     * positions. Such rows are rare and mostly near the end of the list, so the copy is small.
     */
    private ListBody filled(List<Timestamp> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        int position = position(rows.get(0));
        byte[] tail = cells.after(position);
        ByteArrayOutputStream filled = new ByteArrayOutputStream(tail.length + rows.size() * Cells.LENGTH);
        int written = 0;
        for (Timestamp row : rows) {
            int before = (position(row) - position) * Cells.LENGTH;
            filled.write(tail, written, before - written);
            filled.writeBytes(Cells.of(List.of(row)));
            written = before;
        }
        filled.write(tail, written, tail.length - written);
        return new ListBody(
                cells.first(position).plus(filled.toByteArray()),
                position == 0 ? rows.get(0) : first,
                last,
                inSeconds,
                gaps.without(rows.stream().map(Timestamp::id).toList()));
    }

    /** How many rows of this list have a lower id than {@code row}, which this list lacks. */
    private int position(Timestamp row) {
        return Math.toIntExact(row.id() - 1 - gaps.below(row.id()));
    }

    private ListBody appended(List<Timestamp> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        List<Gaps.Range> missing = new ArrayList<>();
        long before = lastId();
        for (Timestamp row : rows) {
            if (row.id() > before + 1) {
                missing.add(new Gaps.Range(before + 1, row.id() - 1));
            }
            before = row.id();
        }
        return new ListBody(
                cells.plus(Cells.of(rows)),
                isEmpty() ? rows.get(0) : first,
                rows.get(rows.size() - 1),
                false,
                gaps.plus(missing));
    }

    /** Returns a copy without the newest {@code rows} rows. */
    ListBody withoutNewest(int rows) {
        int left = count() - rows;
        if (left <= 0) {
            return EMPTY;
        }
        long lastId = gaps.idOf(left);
        Cells older = cells.first(left);
        Timestamp newest = new Timestamp(lastId, Cells.savedAt(older.after(left - 1)));
        return new ListBody(older, first, newest, true, gaps.upTo(lastId));
    }
}
