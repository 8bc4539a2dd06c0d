package threetier.command.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeScaleTest {

    @Test
    void minutesAndHoursAreShortenedAndSecondsStay() {
        assertEquals(
                "rate(x[5s]) > 5 and y{window=~\"30s|60s\"} for: 90s, 2s, t5m, 360s",
                TimeScale.STAGE.of("rate(x[5m]) > 5 and y{window=~\"30m|1h\"} for: 90s, 2m, t5m, 6h"));
    }
}
