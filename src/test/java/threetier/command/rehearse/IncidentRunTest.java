package threetier.command.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;

/** Tests which failed requests an incident between the moments 100 and 200 explains. */
class IncidentRunTest {

    private static final Incident.Course COURSE = new Incident.Course(100, 200, true, List.of(), List.of());

    @ParameterizedTest
    @CsvSource({"80, 99, false", "80, 100, true", "150, 160, true", "200, 900, true", "201, 202, false"})
    void aRequestOnItsWayWhenItBeganOrEndedIsExplained(long start, long end, boolean explained) {
        Exchange failed = Exchange.unanswered(Kind.READ, start, end, "no connection");
        assertEquals(explained, IncidentRun.explains(COURSE, failed));
    }
}
