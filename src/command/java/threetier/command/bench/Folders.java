package threetier.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import threetier.command.process.Workspace;

/**
 * The folders of a benchmark.
 *
 * @param workspace the workspace of the stage
 * @param documents the folder of the files that httpd sends. This folder is outside the clone, because the child
 *     processes of httpd run as another user. That user cannot enter a clone in a private folder
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

    /** The folder with the configurations and the peer application. */
    Path bench() {
        return project().resolve("bench");
    }

    /** The run folder of a program that belongs to no tier. */
    Path run(String name) {
        try {
            return Files.createDirectories(workspace.home().resolve("work").resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The file with the answer of this cell. */
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
