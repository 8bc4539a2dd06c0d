package threetier.pool.tracing;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Takes the tracing of JAX-RS out of an unpacked Payara Micro. No setting switches it off: the first answer of a
 * servlet makes Payara count the application as traced ({@code StandardWrapper} asks for its tracer), and from then on
 * each request pays for spans that nobody gets.
 */
public final class Untraced {

    /** Jersey registers what is named there without being asked. */
    static final String REGISTRATION = "META-INF/services/org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable";

    private Untraced() {}

    /**
     * @param arguments the jar that registers it
     * @throws NoSuchFileException when it does not: another Payara, whose tracing has to be looked at anew
     */
    public static void main(String... arguments) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
            Files.delete(jar.getPath(REGISTRATION));
        }
    }
}
