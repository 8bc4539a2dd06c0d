package threetier.command.standby;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import threetier.command.process.Workspace;

/** Which region led last. A start needs this note, because databases that do not run cannot be asked. */
final class LeadRecord {

    private final Path file;

    LeadRecord(Workspace home) {
        file = Workspace.folder(home.data("")).resolve("leading-region");
    }

    String region() {
        try {
            return Files.exists(file) ? Files.readString(file) : LocalRegion.FIRST;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void note(String region) {
        try {
            Files.writeString(file, region);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
