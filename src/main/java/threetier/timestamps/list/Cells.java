package threetier.timestamps.list;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/**
 * The rows of a list as bytes, in cells of equal length: one row is one cell. Instances are immutable. The bytes are
 * stored in blocks of 2,500 cells. A copy with additional cells shares the full blocks of the original, so appending a
 * few cells copies few bytes.
 */
final class Cells {

    /** Bytes per cell. */
    static final int LENGTH = 25;

    private static final int BLOCK = 2_500 * LENGTH;
    static final Cells NONE = new Cells(new byte[0][], 0);

    private final byte[][] blocks;
    private final int length;

    private Cells(byte[][] blocks, int length) {
        this.blocks = blocks;
        this.length = length;
    }

    /**
     * Returns the cells of these rows. Each cell is a line of JSON. A cell begins with the comma that separates its row
     * from the row before.
     */
    static byte[] of(List<Timestamp> rows) {
        StringBuilder text = new StringBuilder(rows.size() * LENGTH);
        for (Timestamp row : rows) {
            Formats.SECONDS.formatTo(row.savedAt(), text.append(",\n  \""));
            text.append('"');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Parses the date-time in a single cell. The date-time has whole seconds. */
    static LocalDateTime savedAt(byte[] cell) {
        String text = new String(cell, StandardCharsets.US_ASCII);
        return LocalDateTime.parse(text.substring(text.indexOf('"') + 1, text.lastIndexOf('"')), Formats.SECONDS);
    }

    int count() {
        return length / LENGTH;
    }

    /**
     * Returns a copy with additional cells at the end.
     *
     * @param more the bytes of the additional cells
     */
    Cells plus(byte[] more) {
        byte[][] all = Arrays.copyOf(blocks, (length + more.length + BLOCK - 1) / BLOCK);
        for (int at = 0; at < more.length; ) {
            int position = length + at;
            int from = position % BLOCK;
            int size = Math.min(BLOCK - from, more.length - at);
            byte[] block = from == 0 ? new byte[size] : Arrays.copyOf(all[position / BLOCK], from + size);
            System.arraycopy(more, at, block, from, size);
            all[position / BLOCK] = block;
            at += size;
        }
        return new Cells(all, length + more.length);
    }

    /** Returns the first {@code count} cells. */
    Cells first(int count) {
        int kept = count * LENGTH;
        return new Cells(Arrays.copyOf(blocks, (kept + BLOCK - 1) / BLOCK), kept);
    }

    /** Returns the bytes of all cells except the first {@code count}. */
    byte[] after(int count) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(length - count * LENGTH);
        try {
            write(rest, count * LENGTH);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return rest.toByteArray();
    }

    /** Writes all bytes from position {@code from} to the end. */
    void write(OutputStream body, int from) throws IOException {
        for (int position = from; position < length; ) {
            int start = position % BLOCK;
            int size = Math.min(BLOCK - start, length - position);
            body.write(blocks[position / BLOCK], start, size);
            position += size;
        }
    }
}
