package threetier.command.deploy;

import java.nio.file.Path;

/** A root template whose nested templates are in the bucket. */
record PackagedTemplate(Aws aws, Path project) {

    /** Uploads the nested templates and writes a root template that refers to them; returns its path. */
    String of(Path root, String bucket) {
        Path file = project.resolve("target/deploy").resolve(root.getFileName());
        aws.run(
                "cloudformation",
                "package",
                "--template-file",
                root.toString(),
                "--s3-bucket",
                bucket,
                "--s3-prefix",
                "templates",
                // So that each is new, and no other deployment deletes it
                "--force-upload",
                "--output-template-file",
                file.toString());
        return file.toString();
    }
}
