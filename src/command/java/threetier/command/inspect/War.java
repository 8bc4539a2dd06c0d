package threetier.command.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import threetier.command.error.CommandException;

/**
 * The content of a WAR.
 *
 * @param parts the WAR itself, then its libraries
 */
record War(List<Part> parts) {

    private static final String LIBRARIES = "WEB-INF/lib/";

    /** @throws CommandException if the file cannot be read */
    static War read(Path file) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            List<Part> parts = new ArrayList<>();
            PartReader own = new PartReader("");
            for (ZipEntry entry :
                    archive.stream().filter(one -> !one.isDirectory()).toList()) {
                try (InputStream content = archive.getInputStream(entry)) {
                    own.read(entry.getName(), content);
                }
            }
            parts.add(own.part());
            for (String name : own.part().names()) {
                if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                    try (InputStream content = archive.getInputStream(archive.getEntry(name))) {
                        parts.add(library(name.substring(LIBRARIES.length()), content));
                    }
                }
            }
            return new War(parts);
        } catch (IOException failure) {
            throw new CommandException("The WAR " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Part library(String name, InputStream content) throws IOException {
        PartReader library = new PartReader(name);
        ZipInputStream archive = new ZipInputStream(content);
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (!entry.isDirectory()) {
                library.read(entry.getName(), archive);
            }
        }
        return library.part();
    }

    /** The WAR without its libraries. */
    Part own() {
        return parts.get(0);
    }

    /** The classes of the application itself, without libraries. */
    List<ClassFile> ownClasses() {
        return own().classes();
    }

    /** Where the classes that meet a condition are, in the application and in its libraries. */
    Stream<String> where(Predicate<ClassFile> condition) {
        return parts.stream()
                .flatMap(part -> part.classes().stream().filter(condition).map(part::where));
    }

    Stream<Part> libraries() {
        return parts.stream().skip(1);
    }

    /** Annotations of these types in the application and in its libraries, because the server reads both. */
    Stream<Annotation> annotated(String... types) {
        return parts.stream().flatMap(part -> part.classes().stream()).flatMap(one -> one.annotated(types));
    }

    /** Descriptors of this name in {@code WEB-INF}, and in {@code META-INF} of the application and its libraries. */
    Stream<Descriptor> descriptors(String name) {
        return parts.stream()
                .flatMap(part -> Stream.of("WEB-INF/" + name, "WEB-INF/classes/META-INF/" + name, "META-INF/" + name)
                        .flatMap(path -> part.descriptor(path).stream()));
    }
}
