package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import threetier.command.drill.DrillEvents.Death;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;

class FailureTest {

    private static final List<Death> DEATHS = List.of(new Death("app-1", 100, 200));

    @Test
    void aGoodAnswerAndAStaleOneAreNoFailures() {
        assertEquals(Optional.empty(), kind(90, 110, 201, false, ""));
        assertEquals(
                Optional.empty(),
                Failure.of(new Exchange(Kind.OWN_READ, 90, 110, 404, "", false, "status 404", true, 0, ""), DEATHS));
    }

    @Test
    void aRefusalSaysWhenToTryAgain() {
        assertEquals(Optional.of(Failure.REFUSED), kind(300, 310, 503, true, "status 503"));
        assertEquals(Optional.of(Failure.OTHER), kind(300, 310, 503, false, "status 503"));
    }

    @Test
    void whatWasUnderWayAtADeathIsInFlight() {
        assertEquals(Optional.of(Failure.IN_FLIGHT), kind(90, 110, 502, false, "status 502"));
        assertEquals(Optional.of(Failure.IN_FLIGHT), kind(90, 500, 0, false, "reset"));
    }

    @Test
    void whatWasSentUntilTheDeathWasNoticedIsLost() {
        assertEquals(Optional.of(Failure.UNNOTICED), kind(100, 110, 0, false, "reset"));
        assertEquals(Optional.of(Failure.UNNOTICED), kind(199, 300, 504, false, "status 504"));
    }

    @Test
    void nothingElseIsExplained() {
        assertEquals(Optional.of(Failure.OTHER), kind(50, 60, 502, false, "status 502"));
        assertEquals(Optional.of(Failure.OTHER), kind(200, 210, 502, false, "status 502"));
        assertEquals(Optional.of(Failure.OTHER), kind(90, 110, 500, false, "status 500"));
        assertEquals(Optional.of(Failure.OTHER), kind(90, 110, 200, false, "not newest first"));
    }

    private static Optional<Failure> kind(long start, long end, int status, boolean retryAfter, String problem) {
        return Failure.of(new Exchange(Kind.WRITE, start, end, status, "", retryAfter, problem, false, 0, ""), DEATHS);
    }
}
