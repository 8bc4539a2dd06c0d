package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import threetier.command.edge.ErrorPages;
import threetier.command.process.Workspace;

/** The error pages of the distribution, in the bucket from which it takes them. */
final class EdgePages {

    private final Aws aws;
    private final Path project;

    /** @param aws in the region of the bucket */
    EdgePages(Aws aws, Path project) {
        this.aws = aws;
        this.project = project;
    }

    /** Uploads the pages, their style sheet and their script. */
    void upload(String bucket) {
        Path folder = Workspace.folder(project.resolve("target/deploy/edge"));
        new ErrorPages(project).files().forEach((name, content) -> {
            try {
                Path file = Files.writeString(folder.resolve(name), content);
                aws.json(
                        "s3api",
                        "put-object",
                        "--bucket",
                        bucket,
                        "--key",
                        ErrorPages.FOLDER + name,
                        "--body",
                        file.toString(),
                        "--content-type",
                        ErrorPages.type(name),
                        "--cache-control",
                        ErrorPages.cacheControl(name),
                        "--expected-bucket-owner",
                        aws.account());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** Deletes everything in the bucket. CloudFormation cannot delete a bucket with objects. */
    void delete(String bucket) {
        new BucketContents(aws, bucket, project.resolve("target/deploy")).delete();
    }
}
