package threetier.pool.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Writes a jar with the format of the log. The server sets up its log before it loads other jars, so Java itself must
 * load these classes (option {@code -Xbootclasspath/a}, payara/launch).
 */
public final class LogJar {

    private LogJar() {}

    /** @param arguments the path of the new jar */
    public static void main(String... arguments) throws IOException {
        try (OutputStream file = Files.newOutputStream(Path.of(arguments[0]));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Class<?> one : new Class<?>[] {JsonFormatter.class, RequestId.class}) {
                String name = one.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream bytes = one.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(jar);
                }
            }
        }
    }
}
