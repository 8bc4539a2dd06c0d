package threetier.command.standby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import threetier.command.process.Workspace;

/** Tests that the stand-in for Route 53 follows the template. */
class TrafficValuesTest {

    private final TrafficValues values = TrafficValues.of(Workspace.ofProject());

    /** The numbers of decision 58. */
    @Test
    void areThoseOfTheTemplate() {
        assertEquals(new TrafficValues("/timestamps?limit=1", 10_000, 3, 60_000), values);
    }

    /** Three failed checks, and then a minute in which clients keep the answer of DNS. */
    @Test
    void theLastClientGoesWhenItsAnswerHasExpired() {
        assertEquals(9, values.checksUntilAllHaveGone());
        assertEquals(9, values.faster(10).checksUntilAllHaveGone());
    }
}
