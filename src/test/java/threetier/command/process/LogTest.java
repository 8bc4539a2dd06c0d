package threetier.command.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {

    @TempDir
    Path folder;

    @Test
    void anExcerptHasTheLettersOfTheLog() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "Größe\n");
        assertTrue(Log.lastLines(List.of(log)).startsWith("  | Größe\n"), Log.lastLines(List.of(log)));
        assertEquals("Größe\n", Log.text(log, 0));
    }

    /** Logs can contain arbitrary bytes that clients have sent. */
    @Test
    void bytesThatAreNoTextDoNotHideTheRest() throws IOException {
        Path log = Files.write(folder.resolve("log"), "\u00ff then this\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(Log.lastLines(List.of(log)).startsWith("  | \ufffd then this\n"), Log.lastLines(List.of(log)));
    }

    @Test
    void aLogThatIsMissingIsLeftOut() {
        assertEquals("  (" + folder.resolve("none") + ")", Log.lastLines(List.of(folder.resolve("none"))));
    }
}
