package threetier.command.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import threetier.command.database.Engines;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.command.template.Template;
import threetier.stage.TestDatabase;

/** Runs the drills that restore their stage, one after the other on the same stage. */
@Tag("drill")
class DrillIT {

    private static Stage stage;

    @BeforeAll
    static void raise() {
        stage = Stage.startWithRelays(
                TestDatabase.workspace("drills"),
                // On a slow disk, a commit may take seconds
                Shape.of(2, 2, "256m").on(TestDatabase.chosen()).with("WRITER_TIMEOUT", "20000"),
                System.out::println);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** Two regions need MariaDB. Their DNS is ten times faster here, so that the drill takes a minute. */
    static Stream<Named<Scenario>> shortSet() {
        return Stream.concat(
                        Stream.of(
                                new AppKilled(),
                                new ReplicaStopped(),
                                new WriterKilled(),
                                new AppsReplaced(),
                                new Restored(),
                                new EdgeRetry()),
                        TestDatabase.chosen() == Engines.MARIADB ? Stream.of(new WritesMoved(10)) : Stream.empty())
                .map(drill -> Named.of(drill.name(), drill));
    }

    @ParameterizedTest
    @MethodSource("shortSet")
    void keepsItsPromises(Scenario drill) throws Exception {
        Result result = new Range(stage, Path.of("target/drill"), System.out, false).carryOut(drill);
        System.out.print(DrillTable.text(List.of(result)));
        assertEquals(List.of(), result.broken());
    }

    /** An edge that sends writes again, or stores their answers, breaks promises. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "once, | repeatable, | writes are stored more often",
                "Cache, Disabled] | Cache, Optimized] | has /write in a behaviour that stores answers"
            })
    void noticesAnErrorInTheBehaviourOfWrites(String text, String error, String expected, @TempDir Path folder)
            throws Exception {
        for (Map.Entry<String, String> one :
                Template.texts(Path.of("cloudformation")).entrySet()) {
            String[] parts = one.getValue().split("(?=\\{PathPattern: /write,)", 2);
            Files.writeString(
                    folder.resolve(one.getKey()),
                    parts.length == 1 ? parts[0] : parts[0] + parts[1].replaceFirst(Pattern.quote(text), error));
        }
        Result result = new Range(stage, Path.of("target/drill"), System.out, false).carryOut(new EdgeRetry(folder));
        assertTrue(
                result.broken().stream().anyMatch(broken -> broken.contains(expected)),
                () -> String.join("\n", result.broken()));
        assertTrue(
                result.broken().stream().anyMatch(broken -> broken.contains("writes are stored more often")),
                () -> String.join("\n", result.broken()));
    }
}
