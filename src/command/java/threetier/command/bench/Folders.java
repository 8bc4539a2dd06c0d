package threetier.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import threetier.command.process.Workspace;

/**
 * Where things are.
 *
 * @param workspace of the stage
 * @param documents what httpd sends as files. Its children run as another user, who may not enter the clone when that
 *     is in a private folder
 */
record Folders(Workspace workspace, Path documents) {

    static Folders of(Workspace workspace) {
        try {
            Path documents = Files.createTempDirectory("three-tier-bench");
            documents.toFile().deleteOnExit();
            Files.setPosixFilePermissions(documents, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Folders(workspace, documents);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path project() {
        return workspace.project();
    }

    /** Configurations and the peer. */
    Path bench() {
        return project().resolve("bench");
    }

    /** What a program beside the tiers needs while it runs. */
    Path run(String name) {
        try {
            return Files.createDirectories(workspace.home().resolve("work").resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The answer of this cell, as a file. */
    Path document(Cell cell) {
        return documents.resolve(cell.file());
    }

    void keep(Cell cell, String answer) {
        try {
            Files.writeString(document(cell), answer);
            document(cell).toFile().deleteOnExit();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
