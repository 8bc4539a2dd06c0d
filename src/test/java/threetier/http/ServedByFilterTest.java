package threetier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServedByFilterTest {

    @Test
    void timesAreInMillisecondsWhateverTheLanguageOfTheMachine() {
        assertEquals("db;dur=1.234", ServedByFilter.timing("db", Duration.ofNanos(1_234_000)));
        assertEquals("db;dur=0.000", ServedByFilter.timing("db", Duration.ZERO));
    }
}
