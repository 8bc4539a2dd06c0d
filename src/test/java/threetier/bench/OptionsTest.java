package threetier.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.stage.StageException;

class OptionsTest {

    @Test
    void withoutArgumentsEverythingIsMeasured() {
        Options options = Options.of(List.of());
        assertEquals(10, options.seconds());
        assertEquals(3, options.rounds());
        assertEquals(1_000_000, options.rows());
        assertTrue(Cell.all(options.rows()).stream().map(Cell::name).allMatch(options.chosen()));
    }

    @Test
    void anExpressionChoosesCells() {
        Options options = Options.of(List.of("--cells", "read 0|write c1", "--seconds", "1"));
        assertEquals(List.of("write c1", "read 0 c64"), Cell.all(options.rows()).stream().map(Cell::name).filter(options.chosen()).toList());
        assertFalse(options.chosen().test(StartTimes.NAME));
    }

    @Test
    void whatIsNotUnderstoodIsAnError() {
        for (List<String> arguments : List.of(List.of("--seconds", "0"), List.of("--rounds"), List.of("--cells", "("), List.of("--fast"))) {
            assertThrows(StageException.class, () -> Options.of(arguments));
        }
    }
}
