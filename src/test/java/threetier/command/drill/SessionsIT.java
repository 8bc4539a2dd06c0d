package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.stage.Sessions;

/** Runs short versions of the drills of sessions, each on a stage of its own. */
@Tag("drill")
class SessionsIT {

    @ParameterizedTest
    @CsvSource({"REPLICATION, 1", "AFFINITY, 0"})
    void areKeptAsPromised(Sessions how, int replaced) {
        List<Result> results =
                Range.carryOut(List.of(new SessionsKept(how, replaced)), Path.of("target/drill"), System.out);
        System.out.print(DrillTable.text(results));
        assertEquals(List.of(), results.get(0).broken());
    }
}
