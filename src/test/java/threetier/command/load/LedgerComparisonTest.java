package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.load.Exchange.Kind;

class LedgerComparisonTest {

    @Test
    void everythingIsThereOnceAndInOrder() {
        assertEquals(
                new LedgerComparison(0, 0, 0, true),
                truth(List.of(saved(1, 2, 1), saved(3, 4, 2)), List.of("1", "2"), List.of("1", "2")));
    }

    @Test
    void missesWhatTheWriterOrTheSiteDoesNotHave() {
        List<Exchange> both = List.of(saved(1, 2, 1), saved(3, 4, 2));
        assertEquals(1, truth(both, List.of("2"), List.of("2")).missing());
        assertEquals(1, truth(both, List.of("1", "2"), List.of("1")).missing());
        assertEquals(
                1,
                truth(both, List.of("1", "another two"), List.of("1", "another two"))
                        .missing());
    }

    @Test
    void anEntryAcknowledgedTwiceIsDoubled() {
        assertEquals(
                1,
                truth(List.of(saved(1, 2, 1), saved(3, 4, 1)), List.of("1"), List.of("1"))
                        .doubled());
    }

    @Test
    void anUnansweredWriteMayHaveBeenStoredOnce() {
        List<Exchange> oneLost = List.of(
                saved(1, 2, 1),
                Exchange.unanswered(Kind.WRITE, 3, 4, "reset"),
                Exchange.unanswered(Kind.READ, 3, 4, "reset"));
        assertEquals(0, truth(oneLost, List.of("1", "2"), List.of("1", "2")).doubled());
        assertEquals(
                1,
                truth(oneLost, List.of("1", "2", "3"), List.of("1", "2", "3")).doubled());
    }

    @Test
    void whatIsAskedForLaterComesLater() {
        assertEquals(
                1,
                truth(List.of(saved(1, 2, 7), saved(3, 4, 6)), List.of("6", "7"), List.of("6", "7"))
                        .outOfOrder());
        assertEquals(
                0,
                truth(List.of(saved(1, 4, 7), saved(3, 5, 6)), List.of("6", "7"), List.of("6", "7"))
                        .outOfOrder());
    }

    @Test
    void onASharedSiteOnlyTheAcknowledgedCount() {
        List<Exchange> own = List.of(saved(1, 2, 1), saved(3, 4, 3), saved(3, 4, 3), saved(5, 6, 4));
        assertEquals(
                new LedgerComparison(1, 1, 0, true),
                LedgerComparison.ofAcknowledged(own, List.of("0", "1", "2", "3", "5")));
    }

    private static LedgerComparison truth(List<Exchange> exchanges, List<String> stored, List<String> shown) {
        return LedgerComparison.of(exchanges, stored, shown, true);
    }

    private static Exchange saved(long start, long end, long id) {
        return new Exchange(Kind.WRITE, start, end, 201, "", false, "", false, id, Long.toString(id));
    }
}
