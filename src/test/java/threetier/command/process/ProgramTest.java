package threetier.command.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.error.CommandException;

class ProgramTest {

    @TempDir
    private Path folder;

    @Test
    void outputAndErrorsAreKeptApart() {
        Program.Result result = new Program("sh", "-c", "cat; echo bad >&2; exit 3")
                .reading("good\n")
                .result();
        assertEquals(new Program.Result(3, "good\n", "bad\n"), result);
        assertEquals("good\nbad", result.all());
    }

    @Test
    void aFailureSaysWhatTheProgramSaid() {
        String said = assertThrows(
                        CommandException.class,
                        () -> new Program("sh", "-c", "echo $WHY >&2; exit 1")
                                .with("WHY", "no space")
                                .output())
                .getMessage();
        assertTrue(said.endsWith("failed: no space"), said);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertFalse(new Program("/nowhere/program").succeeds());
        String said = assertThrows(CommandException.class, () -> new Program("/nowhere/program").result())
                .getMessage();
        assertTrue(said.startsWith("Cannot run /nowhere/program: "), said);
    }

    /** The message contains the end of the log, without stack frames. The log of the previous run is kept. */
    @Test
    void aFailureInTheBackgroundShowsTheEndOfItsLog() throws Exception {
        Path log = folder.resolve("program.log");
        new Program("sh", "-c", "echo first").run(log, "It failed.");
        Program second = new Program("sh", "-c", "echo reason; echo '    at frame(Frame.java:1)'; exit 1");
        String said = assertThrows(CommandException.class, () -> second.run(log, "It failed."))
                .getMessage();
        assertEquals("It failed. The log ends with:\n  | reason\n  (" + log + ")", said);
        assertEquals("first\n", Files.readString(folder.resolve("program.log.1")));
    }
}
