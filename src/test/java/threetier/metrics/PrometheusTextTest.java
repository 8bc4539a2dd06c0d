package threetier.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import threetier.measure.Histogram;
import threetier.measure.Meters;

class PrometheusTextTest {

    private final Meters meters = new Meters();

    @Test
    void metersOfOneNameShareTheirHelpAndType() {
        meters.gauge("lag_seconds", "How late.", () -> 0.25);
        meters.counter("reads_total", "Reads.", () -> 3, "source", "writer");
        meters.counter("reads_total", "Reads.", () -> 12, "source", "read\"er");
        assertEquals("""
                # HELP lag_seconds How late.
                # TYPE lag_seconds gauge
                lag_seconds 0.25
                # HELP reads_total Reads.
                # TYPE reads_total counter
                reads_total{source="read\\"er"} 12
                reads_total{source="writer"} 3
                """, PrometheusText.of(meters.families()));
    }

    @Test
    void bucketsIncludeAllSmallerValues() {
        Histogram rows = Histogram.ofNumbers(1, 4);
        meters.histogram("rows", "Rows.", rows, "kind", "insert");
        rows.record(1);
        rows.record(4);
        rows.record(5);
        assertEquals("""
                # HELP rows Rows.
                # TYPE rows histogram
                rows_bucket{kind="insert",le="1"} 1
                rows_bucket{kind="insert",le="4"} 2
                rows_bucket{kind="insert",le="+Inf"} 3
                rows_sum{kind="insert"} 10
                rows_count{kind="insert"} 3
                """, PrometheusText.of(meters.families()));
    }

    @Test
    void durationsAreRecordedInNanosecondsAndPublishedInSeconds() {
        Histogram durations = Histogram.ofDurations();
        durations.record(2_000_000);
        assertEquals(0.002, durations.sum(), 1e-12);
        assertEquals(1, durations.count(2));
        assertEquals(0.0025, durations.bound(2), 1e-12);
    }
}
