package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void aRowTooManyMeansThereAreMoreAndIsNotShown() {
        Page page = Page.of(rows(4), 3);
        assertTrue(page.more());
        assertEquals(3, page.rows().size());
    }

    @Test
    void asManyRowsAsAskedForIsTheEnd() {
        Page page = Page.of(rows(3), 3);
        assertFalse(page.more());
        assertEquals(3, page.rows().size());
    }

    private static List<Timestamp> rows(int number) {
        return Stream.generate(() -> new Timestamp(Instant.EPOCH)).limit(number).toList();
    }
}
