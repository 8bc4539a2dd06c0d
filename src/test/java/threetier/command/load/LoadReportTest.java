package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.load.Exchange.Kind;

class LoadReportTest {

    private static final long MILLI = 1_000_000L;
    private static final LedgerComparison SOUND = new LedgerComparison(0, 0, 0, true);

    private final List<Exchange> exchanges = new ArrayList<>();

    /** A hundred reads that take 1 to 100 ms, in two seconds. */
    @Test
    void timesAndRatesAreThoseOfGoodAnswers() {
        for (int i = 1; i <= 100; i++) {
            add(Kind.READ, (i - 1) * 20 * MILLI, i * MILLI, 200, "");
        }
        add(Kind.READ, 1_900 * MILLI, 180 * MILLI, 500, "status 500");
        assertEquals("""
                               answered  per second        p50        p90        p99    slowest
                reads               100        48.1    50.0 ms    90.0 ms    99.0 ms   100.0 ms
                failed:
                           1  status 500
                answered by: app=app-1 100, web=web-1 100
                load generator: 25 % of this machine's CPU
                """, report().text());
    }

    @Test
    void failuresAreCountedByKind() {
        add(Kind.READ, 0, MILLI, 503, "status 503");
        add(Kind.READ, 0, MILLI, 503, "status 503");
        exchanges.add(Exchange.unanswered(Kind.WRITE, 0, MILLI, "nothing accepts connections there"));
        exchanges.add(new Exchange(Kind.OWN_READ, 0, MILLI, 404, "", false, "status 404", true, 0, ""));
        String text = report().text();
        assertTrue(text.contains("""
                failed:
                           2  refused: 503 with Retry-After
                           1  no answer: nothing accepts connections there
                           1  stale: a client's own write was not there
                load"""), text);
        assertFalse(report().answered());
    }

    @Test
    void theLedgerIsRightIfEveryWriteIsThereOnceAndWasSeen() {
        exchanges.add(new Exchange(Kind.WRITE, 0, MILLI, 201, "", false, "", false, 7, "7"));
        add(Kind.OWN_READ, 0, MILLI, 200, "");
        assertTrue(report().confirms(SOUND));
        assertEquals(
                "ledger: 1 writes acknowledged; 0 missing, 0 acknowledged twice, 0 out of order; "
                        + "0 of 1 own writes not seen\n",
                report().text(SOUND));
        assertFalse(report().confirms(new LedgerComparison(1, 0, 0, true)));
        assertFalse(report().confirms(new LedgerComparison(0, 1, 0, true)));
        assertFalse(report().confirms(new LedgerComparison(0, 0, 1, true)));
        exchanges.add(new Exchange(Kind.OWN_READ, 0, MILLI, 404, "", false, "status 404", true, 0, ""));
        assertFalse(report().confirms(SOUND));
    }

    @Test
    void aLedgerWithoutWritesProvesNothing() {
        add(Kind.READ, 0, MILLI, 200, "");
        assertTrue(report().answered());
        assertFalse(report().confirms(SOUND));
    }

    private LoadReport report() {
        return new LoadReport(exchanges, 0.25);
    }

    private void add(Kind kind, long start, long took, int status, String problem) {
        exchanges.add(
                new Exchange(kind, start, start + took, status, "web=web-1, app=app-1", true, problem, false, 0, ""));
    }
}
