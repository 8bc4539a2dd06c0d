package threetier.pool.tracing;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Removes the tracing of JAX-RS requests from an unpacked Payara Micro. No setting can switch this tracing off. With
 * the first response of a servlet, Payara marks the application as traced ({@code StandardWrapper} asks for its
 * tracer). From then on, every request creates spans that nothing collects.
 */
public final class Untraced {

    /** The file that registers the tracing. Jersey automatically loads the class that is named in this file. */
    static final String REGISTRATION = "META-INF/services/org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable";

    private Untraced() {}

    /**
     * Deletes the registration from a jar.
     *
     * @param arguments the path of the jar
     * @throws NoSuchFileException when the jar has no registration. The jar then belongs to another version of Payara,
     *     whose tracing must be examined again
     */
    public static void main(String... arguments) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
            Files.delete(jar.getPath(REGISTRATION));
        }
    }
}
