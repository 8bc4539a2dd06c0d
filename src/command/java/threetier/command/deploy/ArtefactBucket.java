package threetier.command.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * The bucket of the uploads. Each account has one such bucket per region. The bucket is private and accepts only TLS,
 * and its account owns every object in it.
 */
final class ArtefactBucket {

    private static final String TLS_ONLY = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", \
            "Resource": ["arn:%1$s:s3:::%2$s", "arn:%1$s:s3:::%2$s/*"], \
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}""";

    /** How long an upload is kept even if no stack refers to it: another deployment may be about to use it. */
    static final Duration KEPT = Duration.ofDays(30);
    /** An upload that may reach this limit during a deployment is uploaded again. */
    private static final Duration LONGEST_DEPLOYMENT = Duration.ofDays(1);

    private final Aws aws;
    private final Consumer<String> say;

    ArtefactBucket(Aws aws, Consumer<String> say) {
        this.aws = aws;
        this.say = say;
    }

    String name() {
        return "three-tier-" + aws.account() + "-" + aws.region();
    }

    /**
     * @throws CommandException if the request fails, also because another account owns a bucket of this name; so
     *     nothing is uploaded to a foreign bucket
     */
    boolean exists() {
        return find("head-bucket").isPresent();
    }

    /**
     * Creates the bucket if it is missing. Always protects the bucket, because an earlier deployment could have been
     * interrupted between the two steps.
     */
    void create() {
        if (!exists()) {
            say.accept("creating the bucket " + name());
            List<String> create = new ArrayList<>(List.of("s3api", "create-bucket", "--bucket", name()));
            if (!aws.region().equals("us-east-1")) {
                create.addAll(List.of("--create-bucket-configuration", "LocationConstraint=" + aws.region()));
            }
            create.addAll(List.of("--object-ownership", "BucketOwnerEnforced"));
            aws.json(create.toArray(String[]::new));
        }
        aws.json(command(
                "put-public-access-block",
                "--public-access-block-configuration",
                "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"));
        // Without access control lists, no object can belong to another account
        aws.json(command(
                "put-bucket-ownership-controls",
                "--ownership-controls",
                "Rules=[{ObjectOwnership=BucketOwnerEnforced}]"));
        aws.json(command("put-bucket-policy", "--policy", TLS_ONLY.formatted(aws.partition(), name())));
    }

    /**
     * Uploads a file unless S3 already has the complete file with this content.
     *
     * @param digest the SHA-256 of the file; S3 checks the digest too
     */
    void upload(Path file, String key, byte[] digest) {
        String checksum = Base64.getEncoder().encodeToString(digest);
        Optional<Json> stored = find("head-object", "--key", key, "--checksum-mode", "ENABLED");
        boolean same = stored.map(head -> head.text("ChecksumSHA256").equals(checksum)
                        && !isOlderThan(KEPT.minus(LONGEST_DEPLOYMENT), head))
                .orElse(false);
        if (!same) {
            say.accept("uploading " + key);
            aws.json(command("put-object", "--key", key, "--body", file.toString(), "--checksum-sha256", checksum));
        }
    }

    /**
     * Deletes the bucket with all uploads, their versions included.
     *
     * @param folder for a temporary file
     */
    void delete(Path folder) {
        say.accept("emptying the bucket " + name());
        new BucketContents(aws, name(), folder).delete();
        aws.json(command("delete-bucket"));
        say.accept("The bucket has been removed.");
    }

    static boolean isOlderThan(Duration age, Json object) {
        String modified = object.text("LastModified");
        return !modified.isEmpty()
                && OffsetDateTime.parse(modified)
                        .toInstant()
                        .isBefore(Instant.now().minus(age));
    }

    private Optional<Json> find(String operation, String... options) {
        return aws.find(command(operation, options));
    }

    /** A command for this bucket, which S3 refuses if the bucket belongs to another account. */
    String[] command(String operation, String... options) {
        List<String> command = new ArrayList<>(
                List.of("s3api", operation, "--bucket", name(), "--expected-bucket-owner", aws.account()));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }
}
