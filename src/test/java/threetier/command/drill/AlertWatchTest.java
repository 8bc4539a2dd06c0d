package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertWatchTest {

    @Test
    void exactlyTheExpectedAlertsMustFireInTime() {
        assertEquals(List.of(), broken(Set.of("NodeDown"), Map.of("NodeDown", 29.0)));
        assertEquals(List.of(), broken(Set.of(), Map.of("ReadsSlow", 3.0)));
        assertEquals(List.of(), broken(Set.of(), Map.of()));
        assertEquals(List.of("the alert NodeDown did not fire"), broken(Set.of("NodeDown"), Map.of()));
        assertEquals(
                List.of("the alert NodeDown fired before the fault"),
                broken(Set.of("NodeDown"), Map.of("NodeDown", -4.0)));
        assertEquals(
                List.of("the alert NodeDown fired only 31 s after the fault"),
                broken(Set.of("NodeDown"), Map.of("NodeDown", 31.2)));
        assertEquals(
                List.of("the alert NodeDown fired, although the drill does not expect it"),
                broken(Set.of(), Map.of("NodeDown", 3.0)));
    }

    private static List<String> broken(Set<String> expected, Map<String, Double> fired) {
        return AlertWatch.broken(expected, Set.of("ReadsSlow"), fired);
    }
}
