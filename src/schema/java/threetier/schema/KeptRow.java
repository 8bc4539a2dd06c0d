package threetier.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A row of {@code timestamps} or {@code idempotency_keys}.
 *
 * @param key the idempotency key; empty for an entry
 * @param id the id of the entry
 * @param savedAt the time as the database writes it, in UTC with microseconds
 * @param entrySavedAt the time of the entry with this id, to which a key points; null if this entry is missing
 */
record KeptRow(String key, long id, String savedAt, String entrySavedAt) {

    private static final int BATCH = 5_000;
    private static final String ENTRIES =
            "SELECT '', id, CAST(saved_at AS CHAR), CAST(saved_at AS CHAR) FROM timestamps ";
    private static final String KEYS = "SELECT k.idempotency_key, k.timestamp_id, CAST(k.saved_at AS CHAR),"
            + " CAST(t.saved_at AS CHAR) FROM idempotency_keys k LEFT JOIN timestamps t ON t.id = k.timestamp_id ";

    /** Reads the entries by ascending id. */
    static Reader timestamps(Connection database) {
        return new Reader(database, ENTRIES + "WHERE id > ? ORDER BY id LIMIT " + BATCH, true);
    }

    /** Reads the keys in ascending order. */
    static Reader keys(Connection database) {
        return new Reader(
                database, KEYS + "WHERE k.idempotency_key > ? ORDER BY k.idempotency_key LIMIT " + BATCH, false);
    }

    /** The entry with the lowest id; null if there is none. */
    static KeptRow oldest(Connection database) throws SQLException {
        return first(database, "ORDER BY id LIMIT 1");
    }

    /** The entry with the highest id; null if there is none. */
    static KeptRow newest(Connection database) throws SQLException {
        return first(database, "ORDER BY id DESC LIMIT 1");
    }

    private static KeptRow first(Connection database, String order) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(ENTRIES + order)) {
            return result.next() ? of(result) : null;
        }
    }

    private static KeptRow of(ResultSet result) throws SQLException {
        return new KeptRow(result.getString(1), result.getLong(2), result.getString(3), result.getString(4));
    }

    LocalDateTime time() {
        return LocalDateTime.parse(savedAt.replace(' ', 'T'));
    }

    /** What the row says, apart from its own key. */
    String value() {
        return key.isEmpty() ? savedAt : "entry " + id + " of " + savedAt;
    }

    @Override
    public String toString() {
        return key.isEmpty() ? "row " + id : "key " + key;
    }

    /** Reads all rows of a table in batches. */
    static final class Reader {

        private final Connection database;
        private final String sql;
        private final boolean byId;
        private final Queue<KeptRow> batch = new ArrayDeque<>();
        private KeptRow last;
        private boolean end;

        private Reader(Connection database, String sql, boolean byId) {
            this.database = database;
            this.sql = sql;
            this.byId = byId;
        }

        /** Whether a row with a higher key is a newer row. */
        boolean ordersByTime() {
            return byId;
        }

        /** The next row; null after the last one. */
        KeptRow next() throws SQLException {
            if (batch.isEmpty() && !end) {
                read();
            }
            KeptRow next = batch.poll();
            last = next == null ? last : next;
            return next;
        }

        private void read() throws SQLException {
            try (PreparedStatement statement = database.prepareStatement(sql)) {
                if (byId) {
                    statement.setLong(1, last == null ? Long.MIN_VALUE : last.id());
                } else {
                    statement.setString(1, last == null ? "" : last.key());
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        batch.add(of(result));
                    }
                }
            }
            end = batch.size() < BATCH;
        }
    }
}
