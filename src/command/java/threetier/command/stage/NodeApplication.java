package threetier.command.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/** The application of an app node: an unpacked copy of its WAR, and the path of the WAR. The copy can be replaced. */
final class NodeApplication {

    private final String node;
    private final Path folder;
    private final Path origin;

    NodeApplication(Workspace workspace, String node) {
        this.node = node;
        folder = workspace.work(node).resolve("three-tier");
        origin = workspace.work(node).resolve("war");
    }

    /** The folder that the server deploys. */
    Path folder() {
        return folder;
    }

    /** Unpacks this WAR and records its path for a later redeployment. */
    void take(Path war) {
        try {
            Files.writeString(origin, war.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        unpack(war);
    }

    /**
     * Unpacks the WAR again and makes the server reload the application.
     *
     * @return the WAR
     * @throws CommandException if the WAR cannot be read, or if the server has refused the WAR before
     */
    Path takeAgain() {
        Path war = war();
        unpack(war);
        try {
            Path trigger = folder.resolve(".reload");
            if (Files.notExists(trigger)) {
                Files.createFile(trigger);
            }
            // The server compares times in whole seconds, so the time of the file is set to the next second
            Files.setLastModifiedTime(trigger, FileTime.from(Instant.now().plusSeconds(1)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return war;
    }

    /**
     * Records that the server has refused the application.
     *
     * @return a message with the consequence
     */
    String refused() {
        try {
            Files.delete(origin);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return none();
    }

    private Path war() {
        try {
            return Path.of(Files.readString(origin));
        } catch (NoSuchFileException refusedBefore) {
            throw new CommandException(none(), refusedBefore);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The message that the node has no application. Payara never reloads an application that it has refused. */
    private String none() {
        return node
                + " has no application any more. After fixing the WAR: ./three-tier down, then ./three-tier up. Data is kept.";
    }

    private void unpack(Path war) {
        try (ZipFile archive = new ZipFile(war.toFile())) {
            // The folder is deleted only after the WAR could be opened. If it cannot be opened, the running application
            // stays
            Workspace.delete(folder);
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(folder)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(archive.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new CommandException("The WAR " + war + " cannot be read: " + failure, failure);
        }
    }
}
