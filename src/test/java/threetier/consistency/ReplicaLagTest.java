package threetier.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplicaLagTest {

    private static final long SECOND = 1_000_000_000L;

    private final ReplicaLag lag = new ReplicaLag();

    /** The value for an empty table (0) differs from the value for an unknown state (-1). */
    @Test
    void theNewestRowIsUnknownUntilTheFirstLook() {
        assertEquals(-1, lag.newestOnWriter());
        lag.onWriter(0, 0);
        assertEquals(0, lag.newestOnWriter());
    }

    @Test
    void aReaderThatHasEverythingIsNotBehind() {
        lag.onWriter(7, 0);
        lag.onReader(7);
        assertEquals(Duration.ZERO, lag.at(9 * SECOND));
    }

    /** Under steady writes, the newest row is always missing on the reader for a moment. This is not replica lag. */
    @Test
    void theOldestMissingRowCounts() {
        lag.onWriter(1, 0);
        lag.onWriter(2, SECOND);
        lag.onWriter(3, 2 * SECOND);
        lag.onReader(1);
        assertEquals(Duration.ofSeconds(2), lag.at(3 * SECOND));
        lag.onReader(2);
        assertEquals(Duration.ofSeconds(1), lag.at(3 * SECOND));
    }

    @Test
    void withoutNewWritesTheLagGrowsOnlyWhileSomethingIsMissing() {
        lag.onWriter(5, 0);
        lag.onReader(4);
        assertEquals(Duration.ofSeconds(60), lag.at(60 * SECOND));
        lag.onReader(5);
        assertEquals(Duration.ZERO, lag.at(61 * SECOND));
    }

    /** A replica that stops for long lacks more rows than are kept. */
    @Test
    void aReaderHasCaughtUpOnlyWithTheNewestRow() {
        for (int row = 1; row <= 5_000; row++) {
            lag.onWriter(row, row * SECOND);
        }
        lag.onReader(4_999);
        assertEquals(Duration.ofSeconds(4_000), lag.at(5_000 * SECOND));
        lag.onReader(5_000);
        assertEquals(Duration.ZERO, lag.at(5_000 * SECOND));
    }

    /** The rows were deleted and written again between two polls. */
    @Test
    void rowsOfTheNextGenerationAreWaitedForFromTheFirst() {
        lag.onWriter(1_000, 0);
        lag.onReader(1_000);
        lag.onWriter(13, SECOND);
        lag.onReader(12);
        assertEquals(Duration.ofSeconds(8), lag.at(9 * SECOND));
    }

    /** After TRUNCATE, ids start again. Rows that were missing on the reader before will never arrive. */
    @Test
    void deletedRowsAreNotWaitedFor() {
        lag.onWriter(1_000, 0);
        lag.onReader(900);
        lag.onWriter(0, SECOND);
        lag.onReader(0);
        assertEquals(Duration.ZERO, lag.at(9 * SECOND));
        assertEquals(0, lag.newestOnWriter());
        lag.onWriter(1, 10 * SECOND);
        lag.onReader(0);
        assertEquals(Duration.ofSeconds(1), lag.at(11 * SECOND));
    }
}
