package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.CommandLineIT;
import threetier.command.process.Program;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;

/** {@code ./three-tier load} on a running stage. */
@OnStage
class LoadRunIT {

    private static final String COUNT = "SELECT COUNT(*) FROM threetier.timestamps";
    private static final Pattern ACKNOWLEDGED = Pattern.compile("ledger: ([\\d,]+) writes acknowledged; ");

    /** Enough for a request of each kind when the disk or a collection of garbage pauses. */
    private static final int SECONDS = 4;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void everyWriteOfAMixIsInTheLedger(Stage stage) throws Exception {
        stage.sql().truncate();
        assertTrue(run(new LoadPlan(stage.url(), 4, SECONDS, "", Mix.of("read=3,write=1"), true)), said());
        Matcher acknowledged = ACKNOWLEDGED.matcher(said());
        assertTrue(acknowledged.find(), said());
        assertEquals(
                stage.sql().count("writer", COUNT),
                Long.parseLong(acknowledged.group(1).replace(",", "")));
        assertTrue(said().contains("0 missing, 0 acknowledged twice, 0 out of order; 0 of "), said());
        for (String row : new String[] {"reads ", "own reads ", "writes "}) {
            assertTrue(said().contains("\n" + row), said());
        }
        assertTrue(said().contains("failed: none\n"), said());
        assertTrue(Files.readString(chart()).contains(">writes</text>"));
    }

    /** Two computations at a time, so some clients are refused. Nobody waits for them. */
    @Test
    void computationsAreAskedForByPath(Stage stage) throws Exception {
        assertTrue(run(new LoadPlan(stage.url(), 6, SECONDS, "/load?number=1000000007", Mix.READS, false)), said());
        assertTrue(
                said().startsWith("GET /load?number=1000000007: 6 clients, " + SECONDS + " s, " + stage.url() + "\n"),
                said());
        assertTrue(said().contains("answered by: app=app-1 "), said());
    }

    @Test
    void anApplicationWithoutTheContractHasNoLedger(Stage stage) {
        assertFalse(run(new LoadPlan(stage.url() + "/nothing", 1, 1, "", Mix.of("write=1"), true)), said());
        assertTrue(said().contains("  status 404\n"), said());
    }

    @Test
    void theCommandReports(Stage stage) {
        Program.Result result = CommandLineIT.run(
                Path.of(""),
                Map.of(),
                "load",
                "--url",
                stage.url() + "/",
                "--clients",
                "2",
                "--seconds",
                String.valueOf(SECONDS),
                "--path",
                "/load?number=7",
                "--mix",
                "read=9,write=1",
                "--ledger");
        assertEquals(0, result.status(), result.all());
        assertTrue(
                result.all()
                        .startsWith("GET /load?number=7 and writes, 9 to 1: 2 clients, " + SECONDS + " s, "
                                + stage.url() + "\n"),
                result.all());
        assertTrue(result.all().contains("\nchart: target/load/load.svg\nledger: "), result.all());
    }

    private boolean run(LoadPlan plan) {
        return new LoadRun(plan, new PrintStream(said, true, StandardCharsets.UTF_8), false).run(chart());
    }

    private Path chart() {
        return folder.resolve("load.svg");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
