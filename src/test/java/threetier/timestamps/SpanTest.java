package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static final Instant NOW = Instant.parse("2022-11-06T03:01:47Z");

    @Test
    void theLastHourMinuteByMinuteIsMeantWhenNothingIsSaid() {
        Span span = Span.of(null, null, null, NOW);
        assertEquals(
                new Span(
                        ChronoUnit.MINUTES,
                        Instant.parse("2022-11-06T02:02:00Z"),
                        Instant.parse("2022-11-06T03:02:00Z")),
                span);
        assertEquals(60, span.buckets());
    }

    @Test
    void boundsMoveOutwardsToWholeBuckets() {
        Span span = Span.of("hour", "2022-11-05T23:59:59.9Z", "2022-11-06T03:00:00.1Z", NOW);
        assertEquals(Instant.parse("2022-11-05T23:00:00Z"), span.from());
        assertEquals(Instant.parse("2022-11-06T04:00:00Z"), span.to());
        assertEquals(
                Instant.parse("2022-11-06T03:00:00Z"),
                Span.of("hour", "2022-11-05T23:00:00Z", "2022-11-06T03:00:00Z", NOW)
                        .to());
    }

    @Test
    void thereMayBe1500Buckets() {
        assertEquals(
                1_500,
                Span.of("minute", NOW.minus(1_499, ChronoUnit.MINUTES).toString(), null, NOW)
                        .buckets());
    }
}
