package threetier.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a restored database with its source, which may have changed since and may be in use. Works on MariaDB, MySQL
 * and Aurora, and only reads. Rows are read by key in batches, so the memory does not grow with the tables.
 *
 * <p>The proof holds when
 *
 * <ul>
 *   <li>every restored timestamp equals the source's row of the same id. Allowed: the source has deleted the row since.
 *   <li>every row of the source is restored. Allowed: rows newer than the newest restored row, and rows of the
 *       {@link #UNFINISHED} before it. The database assigns ids before commits, so such a row can have been committed
 *       after the moment of the backup.
 *   <li>the same is true for idempotency keys, which are never deleted, and each points to a row with its time.
 *   <li>all tables have the source's columns, indexes and constraints, and {@code CHECK TABLE} finds nothing.
 * </ul>
 *
 * <p>The rows of all other tables are counted: the application changes and deletes some of them, so a different number
 * is a note.
 */
public final class RestoreProof {

    /** The longest time that a save takes, from the time in its row to the end of its commit. */
    static final Duration UNFINISHED = Duration.ofSeconds(10);

    private static final String TIMESTAMPS = "timestamps";
    private static final String KEYS = "idempotency_keys";

    private final Connection source;
    private final Connection restored;

    /**
     * @param source a connection to the source's database; null if there is none, for example because its stack is
     *     deleted. The proof then checks only that the restored database is consistent in itself
     * @param restored a connection to the restored database. Both connections have a default database, may read all of
     *     its tables, and are in auto-commit mode
     */
    public RestoreProof(Connection source, Connection restored) {
        this.source = source;
        this.restored = restored;
    }

    /**
     * Runs all steps, including those after a step with faults.
     *
     * @return the steps in their order; the proof holds when none has a fault
     * @throws SQLException when a database does not answer or refuses a query
     */
    public List<ProofStep> run() throws SQLException {
        List<ProofStep> steps = new ArrayList<>();
        TableStructure structure = TableStructure.of(restored);
        steps.add(step("structure", found -> compareStructure(structure, found)));
        for (String table : structure.tables()) {
            steps.add(step(table, found -> prove(table, structure, found)));
        }
        return steps;
    }

    private long compareStructure(TableStructure structure, Findings found) throws SQLException {
        if (structure.tables().isEmpty()) {
            found.fault("the restored database has no tables");
        }
        if (source != null) {
            TableStructure.of(source).differences(structure).forEach(found::fault);
        }
        return structure.tables().size();
    }

    private long prove(String table, TableStructure structure, Findings found) throws SQLException {
        Set<String> inBoth = new TreeSet<>(structure.tables());
        if (source != null) {
            inBoth.retainAll(TableStructure.of(source).tables());
        }
        long rows;
        if (table.equals(TIMESTAMPS) && inBoth.contains(TIMESTAMPS)) {
            rows = compareTimestamps(found);
        } else if (table.equals(KEYS) && inBoth.containsAll(Set.of(KEYS, TIMESTAMPS))) {
            rows = compareKeys(found);
        } else {
            rows = count(restored, table);
            if (source != null && inBoth.contains(table) && count(source, table) != rows) {
                found.note("the source has " + count(source, table) + " rows now");
            }
        }
        check(table, found);
        return rows;
    }

    private long compareTimestamps(Findings found) throws SQLException {
        KeptRow newest = KeptRow.newest(restored);
        KeptRow oldestOfSource = source == null ? null : KeptRow.oldest(source);
        if (newest == null) {
            if (oldestOfSource != null) {
                found.note("the restored table is empty, the source's table is not");
            }
            return 0;
        }
        long rows = count(restored, TIMESTAMPS);
        if (source == null) {
            return rows;
        }
        if (oldestOfSource == null || oldestOfSource.time().isAfter(newest.time())) {
            found.note("the source's table has been emptied since, so no row can be compared");
            return rows;
        }
        return compare(
                KeptRow.timestamps(restored),
                KeptRow.timestamps(source),
                Comparator.comparingLong(KeptRow::id),
                newest,
                new Differences(TIMESTAMPS, found) {
                    @Override
                    void gone(KeptRow row) {
                        found.count("rows are not in the source, which has deleted them since");
                    }
                });
    }

    private long compareKeys(Findings found) throws SQLException {
        KeptRow oldest = KeptRow.oldest(restored);
        KeptRow newest = KeptRow.newest(restored);
        LocalDateTime since = oldest == null ? LocalDateTime.MAX : oldest.time();
        Differences differences = new Differences(KEYS, found) {
            @Override
            void restored(KeptRow row, KeptRow inSource) {
                // The entry can have been deleted, by its id or, by TRUNCATE, with all others. Its key is kept for good
                boolean deleted = row.time().isBefore(since)
                        || inSource != null && inSource.equals(row)
                        || oldest != null && row.id() < oldest.id();
                if (!row.savedAt().equals(row.entrySavedAt()) && !deleted) {
                    found.fault(KEYS + ": " + row + " points to entry " + row.id() + " of " + row.savedAt() + ", but "
                            + (row.entrySavedAt() == null
                                    ? "this entry is missing"
                                    : "this entry is of " + row.entrySavedAt()));
                }
            }

            @Override
            void gone(KeptRow row) {
                found.fault(KEYS + ": " + row + " was restored, but is not in the source");
            }
        };
        return compare(
                KeptRow.keys(restored),
                source == null ? null : KeptRow.keys(source),
                Comparator.comparing(KeptRow::key),
                newest,
                differences);
    }

    /** Walks through both tables by ascending key. Returns the number of restored rows. */
    private static long compare(
            KeptRow.Reader restored,
            KeptRow.Reader source,
            Comparator<KeptRow> byKey,
            KeptRow newest,
            Differences differences)
            throws SQLException {
        long rows = 0;
        KeptRow here = restored.next();
        KeptRow there = source == null ? null : source.next();
        while (here != null || there != null) {
            int order = there == null ? -1 : here == null ? 1 : byKey.compare(here, there);
            if (order > 0) {
                differences.missing(there, newest);
            } else {
                rows++;
                differences.restored(here, order == 0 ? there : null);
                if (order == 0) {
                    differences.both(here, there);
                } else if (source != null) {
                    differences.gone(here);
                }
            }
            here = order <= 0 ? restored.next() : here;
            there = order >= 0 ? source.next() : there;
            if (here == null && there != null && restored.ordersByTime()) {
                // The rest is newer than all restored rows
                return rows;
            }
        }
        return rows;
    }

    private void check(String table, Findings found) throws SQLException {
        try (Statement statement = restored.createStatement();
                ResultSet result = statement.executeQuery("CHECK TABLE `" + table.replace("`", "``") + "` EXTENDED")) {
            while (result.next()) {
                String message = result.getString("Msg_text");
                if (!message.equals("OK") && !result.getString("Msg_type").equals("note")) {
                    found.fault("table " + table + ": CHECK TABLE says " + message);
                }
            }
        }
    }

    private static long count(Connection database, String table) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM `" + table.replace("`", "``") + "`")) {
            result.next();
            return result.getLong(1);
        }
    }

    private interface Work {

        long run(Findings found) throws SQLException;
    }

    private static ProofStep step(String what, Work work) throws SQLException {
        long start = System.nanoTime();
        Findings found = new Findings();
        long rows = work.run(found);
        return new ProofStep(what, rows, (System.nanoTime() - start) / 1_000_000, found.notes(), found.faults());
    }

    /** Reports the differences of two rows, or of a row in only one of the tables. */
    private abstract static class Differences {

        private final String table;
        private final Findings found;

        Differences(String table, Findings found) {
            this.table = table;
            this.found = found;
        }

        /** Each restored row, with the source's row of this key or null. */
        void restored(KeptRow row, KeptRow inSource) {}

        void both(KeptRow here, KeptRow there) {
            if (here.id() != there.id() || !here.savedAt().equals(there.savedAt())) {
                found.fault(table + ": " + here + " differs: " + there.value() + " in the source, " + here.value()
                        + " restored");
            }
        }

        abstract void gone(KeptRow row);

        void missing(KeptRow row, KeptRow newest) {
            if (newest == null || row.time().isAfter(newest.time())) {
                return;
            }
            if (row.time().isAfter(newest.time().minus(UNFINISHED))) {
                found.count("rows of the source were not committed yet");
            } else {
                found.fault(table + ": " + row + " of the source is missing although newer rows were restored");
            }
        }
    }
}
