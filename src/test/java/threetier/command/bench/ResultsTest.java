package threetier.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.load.Latency;

class ResultsTest {

    /**
     * In these results, the machine in the last round is half as fast as in the first round. In the second round, the
     * second target runs first.
     */
    private static final Results RESULTS = new Results(List.of(
            Samples.read(1, "one", 900), Samples.read(1, "other", 300),
            Samples.read(2, "other", 200), Samples.read(2, "one", 400),
            Samples.read(3, "one", 450), Samples.read(3, "other", 112.5)));

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertEquals(new Spread(2, 1, 9), Spread.of(9, 1, 2));
        assertEquals(new Spread(2.5, 1, 9), Spread.of(9, 2, 3, 1));
        assertEquals(new Spread(7, 7, 7), Spread.of(7));
        assertThrows(IllegalArgumentException.class, Spread::of);
    }

    @Test
    void aRatioIsTakenInEachRoundByItself() {
        assertEquals(new Spread(450, 400, 900), RESULTS.spread(Samples.CELL, "one", Sample::rate));
        // The ratios of the rounds are 3, 2 and 4. The ratio of the medians would be 2.25
        assertEquals(new Spread(3, 2, 4), RESULTS.ratio(Samples.CELL, "one", "other"));
    }

    @Test
    void targetsStayInTheOrderOfTheFirstRound() {
        assertEquals(List.of(Samples.CELL), RESULTS.cells());
        assertEquals(List.of("one", "other"), RESULTS.targets());
    }

    @Test
    void percentilesAreThoseOfTheSlowestOfThatMany() {
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (200 - i) * 1_000_000L;
        }
        assertEquals(new Latency(100, 150, 180, 198), Latency.of(nanos));
        assertEquals(new Latency(0, 0, 0, 0), Latency.of(new long[0]));
    }

    @Test
    void processorTimeIsThatOfAThousandAnswers() {
        assertEquals(500, Samples.read(1, "one", 20).cpuPerThousand(Tier.WEB), 1e-9);
    }

    @Test
    void theTablesSayAllOfIt() {
        ResultTables tables = new ResultTables(RESULTS, "one");
        assertTrue(tables.ratios().contains("× other"));
        assertTrue(tables.ratios().contains("3.00 (2.00–4.00)"));
        assertTrue(tables.details().contains("450 (400–900)"));
    }
}
