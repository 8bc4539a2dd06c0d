package threetier.timestamps.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/** Tests that a refreshed cached list always matches the table, regardless of earlier changes of the table. */
class ListCacheTest {

    private static final LocalDateTime START = LocalDateTime.of(2022, 11, 6, 3, 1, 47);

    private final ListCache kept = new ListCache();
    private final Database writer = new Database();
    private final Set<String> committed = new HashSet<>();
    private int asked;

    @Test
    void anEmptyTableIsAnEmptyList() throws IOException {
        assertEquals("[]", body(kept.of(writer).orElseThrow()));
    }

    @Test
    void onlyWhatIsNewIsRead() throws IOException {
        writer.commit(1, 100);
        assertSame(writer);
        writer.commit(101, 101);
        asked = 0;
        assertSame(writer);
        assertEquals(3, asked, "the first row, the last and the new one");
    }

    @Test
    void aRowThatBecomesVisibleLateIsNotMissed() throws IOException {
        writer.commit(2, 4);
        writer.commit(7, 9);
        assertSame(writer);
        writer.commit(6, 6);
        assertSame(writer);
        writer.commit(1, 1);
        assertSame(writer);
        writer.commit(5, 5);
        assertSame(writer);
    }

    /** Ids have gaps after rollbacks, or if database servers assign them in steps. */
    @Test
    void howeverManyRowsAreMissingOnlyWhatIsNewIsRead() throws IOException {
        for (long id = 1; id < 30_000; id += 2) {
            writer.commit(id, id);
        }
        assertSame(writer);
        asked = 0;
        assertSame(writer);
        assertEquals(2, asked, "the first row and the last");
        writer.commit(30_000 - ListCache.MOST_RANGES * 2, 30_000 - ListCache.MOST_RANGES * 2);
        writer.commit(30_002, 30_002);
        asked = 0;
        assertSame(writer);
        assertEquals(4, asked, "and the new ones");
        writer.commit(2, 2);
        assertSame(writer);
    }

    @Test
    void manyRowsThatBecomeVisibleLateAreNotMissed() throws IOException {
        writer.commit(1, 10);
        writer.commit(4_000, 4_010);
        writer.commit(5_001, 5_001);
        assertSame(writer);
        writer.commit(11, 3_000);
        writer.commit(4_500, 4_500);
        assertSame(writer);
        writer.commit(3_001, 3_999);
        assertSame(writer);
    }

    /** Such rows are lost in a failover to a replica that does not have them. */
    @Test
    void newestRowsThatWereLostAreNotListed() throws IOException {
        writer.commit(1, 10);
        assertSame(writer);
        writer.rows.tailMap(8L).clear();
        writer.generation++;
        writer.commit(8, 11);
        assertSame(writer);
    }

    /**
     * A region that was cut off saved rows; the region that took over saved others with the same ids in the same
     * second.
     */
    @Test
    void rowsOfAnotherRegionInTheSameSecondAreListed() throws IOException {
        writer.commit(1, 10);
        assertSame(writer);
        ListBody before = kept.of(writer).orElseThrow();
        LocalDateTime last = writer.rows.get(10L).savedAt();
        writer.rows.put(9L, new Timestamp(9, last));
        writer.rows.put(10L, new Timestamp(10, last.plusNanos(1_000)));
        assertSame(writer);
        assertNotEquals(before.tag(), kept.of(writer).orElseThrow().tag());
    }

    /** The tag must not depend on whether the list was built at once or cut back to a replica that lags. */
    @Test
    void aListThatWasCutBackHasTheSameTag() throws IOException {
        for (long id = 1; id <= 3_000; id++) {
            writer.rows.put(id, new Timestamp(id, START.plusSeconds(id).plusNanos(123_456_000)));
        }
        Database replica = new Database();
        writer.replicate(replica, 2_000);
        String tag = new ListCache().of(replica).orElseThrow().tag();
        assertSame(writer);
        assertEquals(tag, kept.of(replica).orElseThrow().tag());
    }

    /** Each batch is read from a replica with fewer rows than the one before. */
    @Test
    void databasesThatContradictEachOtherAreNotAskedForEver() {
        writer.commit(1, 6_000);
        ListCache.Table several = new ListCache.Table() {
            @Override
            public List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps) {
                Database replica = new Database();
                writer.replicate(replica, last == 0 ? 6_000 : last - 1);
                return replica.differences(first, last, gaps);
            }

            @Override
            public long count(Gaps.Range range) {
                return writer.count(range);
            }
        };
        assertTrue(kept.of(several).isEmpty());
    }

    @Test
    void aTableThatBeganAnewIsReadAnew() throws IOException {
        writer.commit(1, 10);
        assertSame(writer);
        writer.truncate();
        assertSame(writer);
        writer.commit(1, 20);
        assertSame(writer);
    }

    @Test
    void aTableThatBeganAnewBetweenTwoLooksIsReadAnew() throws IOException {
        writer.commit(1, 10);
        assertSame(writer);
        writer.truncate();
        writer.commit(1, 20);
        assertSame(writer);
    }

    @Test
    void whatWasPrunedIsGone() throws IOException {
        writer.commit(1, 10);
        assertSame(writer);
        writer.prune(4);
        assertSame(writer);
    }

    @Test
    void aReplicaThatIsBehindIsToldAsItIs() throws IOException {
        Database replica = new Database();
        writer.commit(1, 30_000);
        writer.replicate(replica, 12_345);
        assertSame(writer);
        assertSame(replica);
        assertSame(writer);
    }

    @Test
    void whatIsSharedWithAnOlderListDoesNotChangeIt() throws IOException {
        writer.commit(1, 2_600);
        ListBody before = kept.of(writer).orElseThrow();
        String was = body(before);
        writer.commit(2_601, 5_100);
        Database replica = new Database();
        writer.replicate(replica, 2_000);
        assertSame(writer);
        assertSame(replica);
        replica.commit(2_001, 2_001);
        assertSame(replica);
        assertEquals(was, body(before));
    }

    @Test
    void tooManyRowsAreNotKept() {
        writer.commit(1, ListCache.MOST_ROWS + 1);
        assertTrue(kept.of(writer).isEmpty());
        assertTrue(kept.isTooLong());
        kept.rows(5);
        writer.prune(ListCache.MOST_ROWS - 5);
        assertEquals(6, kept.of(writer).orElseThrow().count());
    }

    /**
     * Applies random events: the replica lags, transactions end in any order or never, and an operator deletes old rows
     * or truncates the table.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whateverHappens(int seed) throws IOException {
        Random dice = new Random(seed);
        Database replica = new Database();
        List<long[]> open = new ArrayList<>();
        long next = 1;
        for (int step = 0; step < 500; step++) {
            int what = dice.nextInt(1_000);
            if (what < 400) {
                int rows = 1 + dice.nextInt(dice.nextInt(50) == 0 ? 7_000 : 8);
                open.add(new long[] {next, next + rows - 1});
                next += rows;
            } else if (what < 800 && !open.isEmpty()) {
                long[] ended = open.remove(dice.nextInt(open.size()));
                if (dice.nextInt(10) > 0) {
                    writer.commit(ended[0], ended[1]);
                }
            } else if (what < 990) {
                replica.rows.clear();
                writer.replicate(replica, next - dice.nextInt(40));
            } else if (what < 996) {
                writer.prune(dice.nextInt((int) next));
            } else if (what == 999) {
                writer.truncate();
                open.clear();
                next = 1;
            }
            assertTrue(holds(dice.nextBoolean() ? writer : replica));
        }
    }

    /**
     * Whether the listing is in order and without duplicates, contains all rows of the database, and only rows
     * committed in this generation of the table.
     */
    private boolean holds(Database database) throws IOException {
        List<String> lines = body(kept.of(database).orElseThrow())
                .lines()
                .filter(line -> line.startsWith(" "))
                .map(line -> line.substring(3, 22))
                .toList();
        List<String> asked = database.lines();
        return lines.equals(lines.stream().distinct().sorted().toList())
                && new HashSet<>(lines).containsAll(asked)
                && committed.containsAll(lines)
                && lines.isEmpty() == asked.isEmpty()
                && (asked.isEmpty() || lines.get(0).equals(asked.get(0)));
    }

    private void assertSame(Database database) throws IOException {
        ListBody listing = kept.of(database).orElseThrow();
        String expected = database.body();
        assertEquals(expected, body(listing));
        assertEquals(expected.length(), listing.length());
    }

    private static String body(ListBody listing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        listing.write(bytes);
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    /** A table that shows only committed rows. */
    private final class Database implements ListCache.Table {

        private final TreeMap<Long, Timestamp> rows = new TreeMap<>();
        private int generation;

        void commit(long from, long to) {
            for (long id = from; id <= to; id++) {
                Timestamp row = new Timestamp(id, START.plusSeconds(id).plusYears(generation));
                rows.put(id, row);
                committed.add(Formats.SECONDS.format(row.savedAt()));
            }
        }

        void prune(long id) {
            rows.headMap(id, true).clear();
        }

        void truncate() {
            rows.clear();
            generation++;
        }

        void replicate(Database replica, long upTo) {
            replica.rows.putAll(rows.headMap(upTo, true));
        }

        String body() {
            return rows.isEmpty()
                    ? "[]"
                    : lines().stream()
                            .map(line -> "  \"" + line + "\"")
                            .collect(Collectors.joining(",\n", "[\n", "\n]"));
        }

        List<String> lines() {
            return rows.values().stream()
                    .map(row -> Formats.SECONDS.format(row.savedAt()))
                    .toList();
        }

        @Override
        public List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps) {
            TreeMap<Long, Timestamp> found = new TreeMap<>(rows.headMap(first, true));
            gaps.forEach(gap -> found.putAll(rows.subMap(gap.from(), true, gap.to(), true)));
            rows.tailMap(last, true).entrySet().stream()
                    .limit(ListStream.BATCH)
                    .forEach(row -> found.put(row.getKey(), row.getValue()));
            List<Timestamp> limited =
                    found.values().stream().limit(ListStream.BATCH).toList();
            asked += limited.size();
            return limited;
        }

        @Override
        public long count(Gaps.Range range) {
            return rows.subMap(range.from(), true, range.to(), true).size();
        }
    }
}
