package threetier.command.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import threetier.command.error.CommandException;

/** The kind of an archive. Only its content decides, not the suffix of its name. */
enum ArchiveKind {
    WAR,
    EAR,
    JAR;

    /** @throws CommandException if there is no such file, or if it is not an archive */
    static ArchiveKind of(Path file) {
        List<String> names = names(file);
        if (names.stream().anyMatch(name -> name.startsWith("WEB-INF/"))) {
            return WAR;
        }
        if (names.contains("META-INF/application.xml") || names.stream().anyMatch(ArchiveKind::isWar)) {
            return EAR;
        }
        // A WAR without WEB-INF has only pages
        return names.stream().anyMatch(name -> name.endsWith(".class")) ? JAR : WAR;
    }

    /** The WARs in an EAR, separated by commas. */
    static String warsIn(Path ear) {
        return names(ear).stream().filter(ArchiveKind::isWar).collect(Collectors.joining(", "));
    }

    private static boolean isWar(String name) {
        return name.endsWith(".war") && !name.contains("/");
    }

    private static List<String> names(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandException("There is no WAR " + file + ".");
        }
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.stream().map(ZipEntry::getName).toList();
        } catch (IOException failure) {
            throw new CommandException("The WAR " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
