package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.stage.TestDatabase;

/** Runs the drills that restore their stage, one after the other on the same stage. */
@Tag("drill")
class DrillIT {

    private static Stage stage;

    @BeforeAll
    static void raise() {
        stage = Stage.startWithRelays(
                TestDatabase.workspace("drills"),
                Shape.of(2, 2, "256m").on(TestDatabase.chosen()),
                System.out::println);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    static Stream<Named<Scenario>> shortSet() {
        return Stream.of(
                        new AppKilled(),
                        new ReplicaStopped(),
                        new WriterKilled(),
                        new WriterSilent(),
                        new AppsReplaced(),
                        new Restored())
                .map(drill -> Named.of(drill.name(), drill));
    }

    @ParameterizedTest
    @MethodSource("shortSet")
    void keepsItsPromises(Scenario drill) throws Exception {
        Result result = new Range(stage, Path.of("target/drill"), System.out, false).carryOut(drill);
        System.out.print(DrillTable.text(List.of(result)));
        assertEquals(List.of(), result.broken());
    }
}
