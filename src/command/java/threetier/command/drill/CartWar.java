package threetier.command.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/** Builds the cart application from its sources, which are among the tests. */
final class CartWar {

    private static final Path SOURCES = Path.of("src/test/java/threetier/cart");
    private static final Path DESCRIPTORS = Path.of("src/test/cart");
    private static final Path FOLDER = Path.of("target/drill");

    private CartWar() {}

    /**
     * Builds a version. In the next version, the class of the carts has one more field.
     *
     * @throws CommandException if the sources cannot be compiled
     */
    static Path version(int number) {
        Path war = FOLDER.resolve("cart-" + number + ".war");
        Path work = FOLDER.resolve("cart-" + number);
        try {
            Workspace.delete(work);
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none",
                    "-nowarn",
                    "--release",
                    "17",
                    "-cp",
                    Files.readString(Path.of("target/api.classpath")),
                    "-d",
                    work.resolve("WEB-INF/classes").toString()));
            try (Stream<Path> sources = Files.list(SOURCES)) {
                for (Path source : sources.toList()) {
                    arguments.add(versioned(source, number, work).toString());
                }
            }
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new CommandException("The cart application could not be compiled.");
            }
            try (OutputStream file = Files.newOutputStream(war);
                    ZipOutputStream archive = new ZipOutputStream(file)) {
                add(DESCRIPTORS, "WEB-INF", archive);
                add(work, "WEB-INF/classes", archive);
            }
            return war.toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path versioned(Path source, int number, Path work) throws IOException {
        String text = Files.readString(source).replace("VERSION = \"1\"", "VERSION = \"" + number + "\"");
        Path copy = work.resolve("sources/threetier/cart").resolve(source.getFileName());
        Files.createDirectories(copy.getParent());
        return Files.writeString(
                copy,
                number == 1 ? text : text.replace("private final List<", "private String note;\nprivate final List<"));
    }

    private static void add(Path folder, String part, ZipOutputStream archive) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                archive.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, archive);
            }
        }
    }
}
