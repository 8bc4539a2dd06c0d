package threetier.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

class PageTest {

    @Test
    void aRowTooManyMeansThereAreMoreAndIsNotShown() {
        Page<Timestamp> page = page(rows(4), 3);
        assertTrue(page.more());
        assertEquals(3, page.rows().size());
    }

    @Test
    void asManyRowsAsAskedForIsTheEnd() {
        Page<Timestamp> page = page(rows(3), 3);
        assertFalse(page.more());
        assertEquals(3, page.rows().size());
    }

    /** Coalesced requests share a query. It returns as many rows as the longest of their pages needs. */
    @Test
    void ofManyRowsTooManyThePageHasTheFirst() {
        List<Timestamp> rows = rows(10);
        Page<Timestamp> page = page(rows, 3);
        assertTrue(page.more());
        assertEquals(rows.subList(0, 3), page.rows());
    }

    @Test
    void withoutAFasterWayTheTagIsTheDigestOfTheContent() {
        assertEquals(page(rows(3), 3).tag(), page(rows(3), 3).tag());
        assertNotEquals(page(rows(3), 3).tag(), page(rows(4), 4).tag());
        assertTrue(page(rows(0), 3).tag().startsWith("W/"));
    }

    private static Page<Timestamp> page(List<Timestamp> rows, int limit) {
        return Page.of(rows, limit, Formats::json);
    }

    private static List<Timestamp> rows(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Timestamp(number - i, LocalDateTime.MIN))
                .toList();
    }
}
