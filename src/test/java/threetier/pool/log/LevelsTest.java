package threetier.pool.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelsTest {

    private static final Logger LOGGER = Logger.getLogger("levels.test");

    @TempDir
    private Path folder;

    @Test
    void aChangedFileChangesLevels() throws Exception {
        Path file = folder.resolve("logging.properties");
        write(file, ".level=INFO\n", 1);
        Levels levels = new Levels(file);
        write(file, ".level=INFO\nlevels.test.level=FINE\n", 2);
        levels.look();
        assertEquals(Level.FINE, LOGGER.getLevel());
        write(file, ".level=INFO\nlevels.test.level=LOUD\n", 3);
        levels.look();
        assertEquals(Level.FINE, LOGGER.getLevel(), "an unknown level changes nothing");
        write(file, ".level=INFO\n", 4);
        levels.look();
        assertNull(LOGGER.getLevel());
    }

    private static void write(Path file, String text, int second) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1_000L));
    }
}
