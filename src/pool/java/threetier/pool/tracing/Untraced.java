package threetier.pool.tracing;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Removes the tracing of JAX-RS from an unpacked Payara Micro. No setting switches it off: with the first response of a
 * servlet, Payara marks the application as traced ({@code StandardWrapper} asks for its tracer), and from then on each
 * request pays for spans that nothing collects.
 */
public final class Untraced {

    /** Jersey loads the class that is named there without being asked. */
    static final String REGISTRATION = "META-INF/services/org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable";

    private Untraced() {}

    /**
     * @param arguments the jar with the registration
     * @throws NoSuchFileException when the jar has none: this is another Payara, and its tracing must be examined again
     */
    public static void main(String... arguments) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
            Files.delete(jar.getPath(REGISTRATION));
        }
    }
}
