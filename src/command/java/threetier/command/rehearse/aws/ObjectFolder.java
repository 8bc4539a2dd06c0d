package threetier.command.rehearse.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import threetier.command.template.PseudoParameters;

/** S3: a folder for each bucket. Nodes read objects, and the policies must refuse all else. */
final class ObjectFolder implements AwsApi {

    private final Path folder;
    private final Permissions permissions;
    private final RehearsalEvents events;

    ObjectFolder(Path folder, Permissions permissions, RehearsalEvents events) {
        this.folder = folder;
        this.permissions = permissions;
        this.events = events;
    }

    @Override
    public String resource(ApiCall call) {
        String bucket = "arn:aws:s3:::" + call.text("Bucket");
        return call.text("Key").isEmpty() ? bucket : bucket + "/" + call.text("Key");
    }

    @Override
    public Object answer(ApiCall call) {
        if (!call.operation().equals("GetObject")) {
            throw AwsApi.notPlayed(call);
        }
        String owner = call.text("ExpectedBucketOwner");
        if (!owner.isEmpty() && !owner.equals(PseudoParameters.ACCOUNT)) {
            throw new ApiError(
                    "BucketOwnerMismatch",
                    ApiError.FORBIDDEN,
                    "The bucket belongs to another account than " + owner + ".");
        }
        Path bucket = folder.resolve(call.text("Bucket"));
        Path file = bucket.resolve(call.text("Key")).normalize();
        if (!Files.isDirectory(bucket)) {
            throw new ApiError("NoSuchBucket", ApiError.NOT_FOUND, "The specified bucket does not exist");
        }
        if (!file.startsWith(bucket) || !Files.isRegularFile(file)) {
            throw missing(call);
        }
        return new ApiAnswer(200, headers(file), "", file);
    }

    /** Who may not list a bucket does not learn that an object is missing. */
    private ApiError missing(ApiCall call) {
        String bucket = "arn:aws:s3:::" + call.text("Bucket");
        Optional<String> refusal = permissions.refusal(
                call.caller().role(), "s3:ListBucket", bucket, Map.of("aws:SecureTransport", "true"));
        if (refusal.isEmpty()) {
            return new ApiError("NoSuchKey", ApiError.NOT_FOUND, "The specified key does not exist.");
        }
        String cause = refusal.get() + ", and there is no object " + call.text("Key");
        events.refused(call.caller(), "s3:ListBucket", bucket, cause);
        return new ApiError(ApiError.DENIED, ApiError.FORBIDDEN, "Access Denied");
    }

    private static Map<String, String> headers(Path file) {
        try {
            return Map.of(
                    "Content-Type",
                    "binary/octet-stream",
                    "ETag",
                    "\"" + Files.size(file) + "\"",
                    "Last-Modified",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
