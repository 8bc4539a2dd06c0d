package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;
import threetier.command.load.LedgerComparison;

/** Times are in seconds. */
class VerdictTest {

    private static final long SECOND = 1_000_000_000L;
    private static final LedgerComparison SOUND = new LedgerComparison(0, 0, 0, true);

    private final DrillEvents events = new DrillEvents();
    private final List<Exchange> exchanges = new ArrayList<>();

    @Test
    void theGapIsTheLongestTimeWithoutAGoodAnswer() {
        good(Kind.WRITE, 0, 1, 4, 5, 10);
        good(Kind.READ, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertEquals(5 * SECOND, verdict().writeGap());
        assertEquals(SECOND, verdict().readGap());
    }

    @Test
    void aGapAtTheEndCountsToo() {
        good(Kind.WRITE, 0, 1);
        good(Kind.READ, 0, 9);
        assertEquals(8 * SECOND, verdict().writeGap());
    }

    @Test
    void recoveryLastsUntilTheLastFailure() {
        good(Kind.READ, 0, 20);
        lost(7);
        events.recoversFrom(5 * SECOND);
        assertEquals(OptionalLong.of(2 * SECOND), verdict().recovery());
    }

    @Test
    void whatStillFailsAtTheEndHasNotRecovered() {
        good(Kind.READ, 0, 20);
        lost(19);
        assertEquals(OptionalLong.empty(), verdict().recovery());
        assertTrue(broken(false).contains("requests still failed in the last 3 s"));
    }

    @Test
    void afterTheBalancerNoticedNothingMayFail() {
        good(Kind.READ, 0, 20);
        events.death(new DrillEvents.Death("app-1", 4 * SECOND, 6 * SECOND));
        lost(5);
        assertEquals(List.of(), broken(false));
        exchanges.add(new Exchange(Kind.READ, 8 * SECOND, 8 * SECOND, 503, "", true, "status 503", false, 0, ""));
        assertEquals(List.of("1 requests failed after the balancer had noticed"), broken(false));
    }

    @Test
    void inAnOrderlyChangeNothingMayFail() {
        good(Kind.READ, 0, 20);
        exchanges.add(new Exchange(Kind.READ, 8 * SECOND, 8 * SECOND, 503, "", true, "status 503", false, 0, ""));
        assertEquals(List.of(), broken(false));
        assertEquals(List.of("1 requests failed in an orderly change"), broken(true));
    }

    @Test
    void whoDoesNotSeeAnOwnWriteWasPromisedOtherwise() {
        exchanges.add(new Exchange(Kind.OWN_READ, 1, 2, 404, "", false, "status 404", true, 0, ""));
        assertEquals(List.of("1 own writes were not seen"), broken(true));
    }

    private Verdict verdict() {
        return Verdict.of(exchanges, events, SOUND, 0);
    }

    private List<String> broken(boolean graceful) {
        return Promises.broken(graceful, verdict());
    }

    private void good(Kind kind, long... seconds) {
        for (long second : seconds) {
            exchanges.add(new Exchange(kind, second * SECOND, second * SECOND, 200, "", false, "", false, 0, ""));
        }
    }

    private void lost(long second) {
        exchanges.add(Exchange.unanswered(Kind.READ, second * SECOND, second * SECOND, "reset"));
    }
}
