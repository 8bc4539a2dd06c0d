package threetier.timestamps.list;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import threetier.timestamps.entry.Timestamp;

/**
 * The whole list as a response body, with the ids it contains. Immutable: new rows make a new instance. The layout is
 * that of Python's {@code json.dumps(list, indent=2)}.
 */
public final class ListBody implements StreamingOutput {

    static final ListBody EMPTY = new ListBody(Cells.NONE, null, 0, null, Gaps.NONE);

    private static final byte[] NONE = "[]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n]".getBytes(StandardCharsets.US_ASCII);

    private final Cells cells;
    private final Timestamp first;
    private final long lastId;
    /** To the second, as in the list. */
    private final LocalDateTime lastSavedAt;

    private final Gaps gaps;
    private final String tag;

    private ListBody(Cells cells, Timestamp first, long lastId, LocalDateTime lastSavedAt, Gaps gaps) {
        this.cells = cells;
        this.first = first;
        this.lastId = lastId;
        this.lastSavedAt = lastSavedAt;
        this.gaps = gaps;
        tag = first == null ? Fingerprint.of(List.of()) : Fingerprint.of(first, cells.count(), lastId);
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
        return lastId;
    }

    Gaps gaps() {
        return gaps;
    }

    /** Identifies this list (ETag). */
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
        // Replaces the comma of the first cell
        body.write('[');
        cells.write(body, 1);
        body.write(END);
    }

    /**
     * Whether these rows include the first row of this list. Its id and time distinguish a table from the one before a
     * TRUNCATE, which restarts the ids.
     */
    boolean beginsAs(List<Timestamp> rows) {
        return isEmpty()
                || rows.stream()
                        .anyMatch(row -> row.id() == first.id() && row.savedAt().equals(first.savedAt()));
    }

    /**
     * Whether a table contains this whole list, and perhaps more.
     *
     * @param rows the table's first row, its rows in the gaps of this list, and its rows from {@link #lastId()} on
     */
    boolean isPartOf(List<Timestamp> rows) {
        return beginsAs(rows) && (isEmpty() || rows.stream().anyMatch(this::isLast));
    }

    /** Compares the time too: a failover may lose the newest rows, and their ids are then assigned again. */
    private boolean isLast(Timestamp row) {
        return row.id() == lastId
                && row.savedAt().truncatedTo(ChronoUnit.SECONDS).equals(lastSavedAt);
    }

    /** A copy with those of the rows that this list lacks; they must be in ascending order. */
    ListBody with(List<Timestamp> rows) {
        return filled(rows.stream()
                        .filter(row -> row.id() < lastId && gaps.contain(row.id()))
                        .toList())
                .appended(rows.stream().filter(row -> row.id() > lastId).toList());
    }

    /**
     * A copy with these rows in the gaps. Everything after the first of them is laid out again, which is rare and
     * mostly near the end.
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
                lastId,
                lastSavedAt,
                gaps.without(rows.stream().map(Timestamp::id).toList()));
    }

    /** How many rows of this list come before this one, which it lacks. */
    private int position(Timestamp row) {
        return Math.toIntExact(row.id() - 1 - gaps.below(row.id()));
    }

    private ListBody appended(List<Timestamp> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        List<Gaps.Range> missing = new ArrayList<>();
        long last = lastId;
        for (Timestamp row : rows) {
            if (row.id() > last + 1) {
                missing.add(new Gaps.Range(last + 1, row.id() - 1));
            }
            last = row.id();
        }
        return new ListBody(
                cells.plus(Cells.of(rows)),
                isEmpty() ? rows.get(0) : first,
                last,
                rows.get(rows.size() - 1).savedAt().truncatedTo(ChronoUnit.SECONDS),
                gaps.plus(missing));
    }

    /** A copy without the newest {@code rows} rows. */
    ListBody withoutNewest(int rows) {
        int left = count() - rows;
        if (left <= 0) {
            return EMPTY;
        }
        long last = gaps.idOf(left);
        Cells older = cells.first(left);
        return new ListBody(older, first, last, Cells.savedAt(older.after(left - 1)), gaps.upTo(last));
    }
}
