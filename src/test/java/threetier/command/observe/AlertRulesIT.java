package threetier.command.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.process.Executables;

/** Prometheus's own test tool evaluates the alerts with given numbers, in the windows of production. */
@Tag("stage")
@Tag("http-only")
class AlertRulesIT {

    @ParameterizedTest
    @ValueSource(strings = {"alerts-test.yaml", "recorded-test.yaml"})
    void fireForTheRightNumbers(String file) throws Exception {
        Path test = Path.of("src/test/observe", file);
        String tool = Executables.find("promtool").orElseThrow().toString();
        Process process = new ProcessBuilder(List.of(tool, "test", "rules", test.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        assertTrue(Files.readString(test).contains("observe/alerts.yaml"), "the test does not load the alerts");
    }
}
