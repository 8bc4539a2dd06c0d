package threetier.pool.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntracedTest {

    @TempDir
    private Path folder;

    @Test
    void theRegistrationIsTakenOutAndAllElseStays() throws Exception {
        Path jar = jar(Untraced.REGISTRATION, "other");
        Untraced.main(jar.toString());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertEquals(
                    "other",
                    String.join(" ", zip.stream().map(ZipEntry::getName).toList()));
        }
    }

    @Test
    void aServerWithoutItIsNotTheOneThatWasLookedAt() throws Exception {
        Path jar = jar("other");
        assertThrows(NoSuchFileException.class, () -> Untraced.main(jar.toString()));
    }

    private Path jar(String... files) throws Exception {
        Path jar = folder.resolve("some.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String file : files) {
                out.putNextEntry(new ZipEntry(file));
            }
        }
        return jar;
    }
}
