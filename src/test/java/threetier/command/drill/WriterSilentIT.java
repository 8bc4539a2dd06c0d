package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the drill of a silent writer on a stage of its own, because it is about the usual WRITER_TIMEOUT. */
@Tag("drill")
class WriterSilentIT {

    @Test
    void keepsItsPromises() {
        List<Result> results = Range.carryOut(List.of(new WriterSilent()), Path.of("target/drill"), System.out);
        System.out.print(DrillTable.text(results));
        assertEquals(List.of(), results.get(0).broken());
    }
}
