package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Workspace;

/**
 * All that is in a bucket. Where somebody has switched versioning on, what was deleted or replaced is in it too, and a
 * bucket is removed only when that is gone as well.
 */
final class BucketContents {

    private final Aws aws;
    private final String bucket;
    private final Path folder;

    /** @param folder for a file of what is to be deleted: a thousand names are too long for a command line */
    BucketContents(Aws aws, String bucket, Path folder) {
        this.aws = aws;
        this.bucket = bucket;
        this.folder = folder;
    }

    /** @throws CommandException when something of it cannot be deleted */
    void delete() {
        List<Map<String, String>> next = next();
        while (!next.isEmpty()) {
            delete(next);
            next = next();
        }
    }

    /** The first thousand, which is as many as are listed, and may be deleted, in one request. */
    private List<Map<String, String>> next() {
        Json listed = aws.json("s3api", "list-object-versions", "--bucket", bucket, "--no-paginate");
        return Stream.of("Versions", "DeleteMarkers")
                .flatMap(kind -> listed.at(kind).items().stream())
                .map(one -> Map.of("Key", one.text("Key"), "VersionId", one.text("VersionId")))
                .toList();
    }

    private void delete(List<Map<String, String>> objects) {
        try {
            Path file = Workspace.folder(folder).resolve("deleted.json");
            Files.writeString(file, Json.of(Map.of("Objects", objects, "Quiet", true)));
            Json deleted = aws.json("s3api", "delete-objects", "--bucket", bucket, "--delete", "file://" + file);
            Json kept = deleted.at("Errors").first();
            if (!kept.text("Key").isEmpty()) {
                throw new CommandException(
                        "The bucket " + bucket + " keeps " + kept.text("Key") + " (" + kept.text("Code") + ": "
                                + kept.text("Message") + "). Delete it in the S3 console, then run the command again.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
