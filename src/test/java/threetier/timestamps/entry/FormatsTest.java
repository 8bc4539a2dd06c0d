package threetier.timestamps.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {

    @Test
    void secondsAreWrittenWithoutFraction() {
        assertEquals("2022-11-06 03:01:47", Formats.SECONDS.format(LocalDateTime.parse("2022-11-06T03:01:47.999999")));
    }

    @Test
    void microsecondsKeepTheirZeros() {
        assertEquals("2022-11-06T03:01:00.000000Z", Formats.iso(new Timestamp(Instant.parse("2022-11-06T03:01:00Z"))));
        assertEquals(
                "2022-11-06T03:01:47.120000Z", Formats.iso(new Timestamp(Instant.parse("2022-11-06T03:01:47.120Z"))));
    }

    /** The time in the answer must equal the stored value, which has microseconds. */
    @Test
    void nanosecondsAreCutOffNotRounded() {
        assertEquals(
                "2022-11-06T03:01:47.123456Z",
                Formats.iso(new Timestamp(Instant.parse("2022-11-06T03:01:47.123456999Z"))));
    }

    @Test
    void anEmptyPageIsAnEmptyArray() {
        assertEquals("[]", Formats.json(List.of()));
    }
}
