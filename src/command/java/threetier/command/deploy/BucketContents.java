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
 * The contents of a bucket. In a bucket with versioning, the contents include deleted and replaced objects. S3 removes
 * a bucket only after these old versions are gone too.
 */
final class BucketContents {

    private final Aws aws;
    private final String bucket;
    private final Path folder;

    /**
     * @param folder the folder for a file with the names to delete. A command line is too short for a thousand names
     */
    BucketContents(Aws aws, String bucket, Path folder) {
        this.aws = aws;
        this.bucket = bucket;
        this.folder = folder;
    }

    /** @throws CommandException if an object cannot be deleted */
    void delete() {
        List<Map<String, String>> next = next();
        while (!next.isEmpty()) {
            delete(next);
            next = next();
        }
    }

    /** Returns the first thousand objects. One request can list or delete at most a thousand. */
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
