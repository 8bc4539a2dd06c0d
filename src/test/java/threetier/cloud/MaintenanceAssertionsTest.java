package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the comparison of the maintenance window and the backup window, also across midnight. */
class MaintenanceAssertionsTest {

    @ParameterizedTest
    @CsvSource({
        "sun:03:00-sun:04:00, 02:00-02:30, true",
        "sun:03:00-sun:04:00, 02:00-03:00, true",
        "sun:23:30-mon:00:30, 00:30-01:00, true",
        "sat:23:45-sun:00:15, 22:00-23:45, true",
        "sun:03:00-sun:04:00, 02:45-03:15, false",
        "sun:03:00-sun:04:00, 03:30-04:00, false",
        "sun:23:30-mon:00:30, 00:00-00:30, false",
        "sun:03:00-sun:04:00, 23:00-03:01, false",
        "sun:03:00-sun:03:15, 02:00-02:30, false",
        "sun:03:00-mon:03:00, 02:00-02:30, false",
        "sun:03:00-sun:04:00, 02:00-02:15, false"
    })
    void windowsAreLongEnoughAndApart(String maintenance, String backup, boolean fine) {
        Assertion.Problems problems = new Assertion.Problems();
        MaintenanceAssertions.windows(maintenance, backup, problems);
        assertEquals(fine, problems.isEmpty());
    }
}
