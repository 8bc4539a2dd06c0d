package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the bucket of the bundles: its protection, the uploads and the deletions. */
class ArtefactBucketTest extends RecordedAws {

    private static final String BUCKET = "three-tier-111122223333-eu-central-1";
    private static final String OWN = " --bucket " + BUCKET + " --expected-bucket-owner 111122223333 ";
    private static final String OLD = "2020-01-01T00:00:00+00:00";

    /** An earlier deployment may have been interrupted after it had created the bucket. */
    @Test
    void aBucketThatIsThereIsProtectedToo() {
        artefacts().createBucket();
        assertFalse(fake.called("create-bucket"));
        assertTrue(
                fake.called(
                        "put-public-access-block" + OWN
                                + "--public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"),
                fake.calls().toString());
        assertTrue(fake.called("put-bucket-ownership-controls" + OWN
                + "--ownership-controls Rules=[{ObjectOwnership=BucketOwnerEnforced}]"));
        String policy = fake.calls().stream()
                .filter(call -> call.startsWith("s3api put-bucket-policy" + OWN))
                .findFirst()
                .orElseThrow();
        assertTrue(
                policy.contains(
                                "\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\": [\"arn:aws:s3:::"
                                        + BUCKET + "\", \"arn:aws:s3:::" + BUCKET + "/*\"]")
                        && policy.contains("{\"aws:SecureTransport\": \"false\"}"),
                policy);
    }

    @Test
    void aRegionOfAGovernmentHasItsOwnArns() throws Exception {
        Files.delete(folder.resolve("bin/sts-get-caller-identity.1"));
        fake.answers(
                "sts-get-caller-identity",
                "{\"Account\": \"111122223333\", \"Arn\": \"arn:aws-us-gov:iam::111122223333:user/deployer\"}");
        artefacts().createBucket();
        assertTrue(fake.called("[\"arn:aws-us-gov:s3:::" + BUCKET), fake.calls().toString());
    }

    /** The key contains the digest of the content, and S3 compares the uploaded content with this digest. */
    @Test
    void anUploadIsNamedAndCheckedByItsDigest() throws Exception {
        fake.fails("s3api-head-object", "An error occurred (404) when calling the HeadObject operation: Not Found");
        String key = artefacts().upload().get("SchemaJar");
        byte[] digest = digest();
        assertEquals("schema-" + HexFormat.of().formatHex(digest) + ".jar", key);
        assertEquals(
                Base64.getEncoder().encodeToString(digest), artefacts().upload().get("SchemaDigest"));
        assertTrue(
                fake.called("s3api put-object" + OWN + "--key " + key + " --body ")
                        && fake.called(
                                " --checksum-sha256 " + Base64.getEncoder().encodeToString(digest)),
                fake.calls().toString());
    }

    /**
     * A stored object with other content is a fault or an attack, so the file is uploaded again. The same is true for
     * an old upload, because it might be deleted soon.
     */
    @Test
    void onlyWhatIsThereCompleteAndLongEnoughIsNotUploadedAgain() throws Exception {
        String checksum = Base64.getEncoder().encodeToString(digest());
        String recent = Instant.now().minus(Duration.ofDays(2)).toString();
        assertFalse(uploads(checksum, recent));
        assertTrue(uploads("another", recent));
        assertTrue(uploads(checksum, OLD));
    }

    private boolean uploads(String checksum, String modified) throws Exception {
        Files.deleteIfExists(folder.resolve("bin/calls"));
        Files.deleteIfExists(folder.resolve("bin/s3api-head-object.1"));
        fake.answers(
                "s3api-head-object",
                "{\"ChecksumSHA256\": \"" + checksum + "\", \"LastModified\": \"" + modified + "\"}");
        artefacts().upload();
        return fake.called("put-object" + OWN + "--key schema-");
    }

    @Test
    void onlyOldUploadsThatNoStackOfTheRegionUsesAreDeleted() {
        String used = key("web", "a") + ".tar.gz";
        String ofAnother = key("app", "b") + ".tar.gz";
        String recent = key("app", "c") + ".tar.gz";
        String unused = key("app", "d") + ".tar.gz";
        String short16 = "schema-0123456789abcdef.jar";
        String usedTemplate = template("a");
        String unusedTemplate = template("b");
        fake.answers(
                "cloudformation-get-template",
                "{\"TemplateBody\": \"TemplateURL: https://s3.eu-central-1.amazonaws.com/" + BUCKET + "/" + usedTemplate
                        + "\\n\"}",
                "{\"TemplateBody\": \"\"}");
        fake.answers(
                "cloudformation-describe-all-stacks",
                "{\"Stacks\": [" + user("three-tier", "UPDATE_COMPLETE", used) + ","
                        + user("shop", "UPDATE_ROLLBACK_COMPLETE", ofAnother)
                        + ", "
                        + user("three-tier-App-1", "UPDATE_COMPLETE", used)
                                .replace("{\"StackName\"", "{\"ParentId\": \"arn:root\", \"StackName\"")
                        + ", {\"StackName\": \"else\", \"StackStatus\": \"UPDATE_IN_PROGRESS\"}]}");
        fake.answers(
                "s3api-list-objects-v2",
                "{\"Contents\": ["
                        + String.join(
                                ",",
                                upload(used, OLD),
                                upload(ofAnother, OLD),
                                upload(recent, Instant.now().toString()),
                                upload(unused, OLD),
                                upload(short16, OLD),
                                upload(usedTemplate, OLD),
                                upload(unusedTemplate, OLD),
                                upload(template("c"), Instant.now().toString()),
                                upload("templates/notes.template", OLD),
                                upload("web-notes.tar.gz", OLD))
                        + "]}");
        artefacts().deleteUnused();
        assertEquals(
                List.of(unused, short16, unusedTemplate),
                fake.calls().stream()
                        .filter(call -> call.startsWith("s3api delete-object" + OWN + "--key "))
                        .map(call -> call.replaceAll(".* --key (\\S+) .*", "$1"))
                        .toList());
        assertEquals(
                List.of("three-tier", "shop"),
                fake.calls().stream()
                        .filter(call -> call.startsWith("cloudformation get-template"))
                        .map(call -> call.replaceAll(".* --stack-name (\\S+) .*", "$1"))
                        .toList(),
                "only a root template names others");
    }

    /** Otherwise a template that the stack still has might be deleted. */
    @Test
    void withoutTheTemplatesOfTheStacksNothingIsDeleted() {
        fake.answers(
                "cloudformation-describe-all-stacks",
                "{\"Stacks\": [" + user("shop", "UPDATE_COMPLETE", key("web", "a")) + "]}");
        fake.fails(
                "cloudformation-get-template",
                "An error occurred (AccessDenied) when calling the GetTemplate operation: not authorized");
        fake.answers("s3api-list-objects-v2", "{\"Contents\": [" + upload(key("web", "d") + ".tar.gz", OLD) + "]}");
        artefacts().deleteUnused();
        assertFalse(fake.called("delete-object"));
        assertTrue(said.get(0).startsWith("note: uploads that no stack uses were not deleted: An error"));
    }

    /** A new upload is not old, so a deployment at the same time does not delete it. */
    @Test
    void nestedTemplatesAreUploadedAgain() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        noChanges();
        deploy(Map.of(), false);
        assertTrue(
                fake.called("--s3-prefix templates --force-upload "),
                fake.calls().toString());
    }

    /** If the stack rolls back, its nodes need the earlier uploads. */
    @Test
    void whileAStackChangesNothingIsDeleted() {
        for (String state : List.of("UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED")) {
            fake.answers(
                    "cloudformation-describe-all-stacks",
                    "{\"Stacks\": [" + user("shop", state, key("web", "a")) + "]}");
            fake.answers("s3api-list-objects-v2", "{\"Contents\": [" + upload(key("web", "d") + ".tar.gz", OLD) + "]}");
            artefacts().deleteUnused();
        }
        assertFalse(fake.called("delete-object"));
    }

    /** The deletion is not necessary for the deployment, because the new version already runs. */
    @Test
    void whatCannotBeDeletedIsNoFailure() {
        fake.answers("cloudformation-describe-all-stacks", "{\"Stacks\": []}");
        fake.fails(
                "s3api-list-objects-v2",
                "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied");
        artefacts().deleteUnused();
        assertTrue(
                said.get(0).startsWith("note: uploads that no stack uses were not deleted: An error"), said.toString());
    }

    private Artefacts artefacts() {
        return new Artefacts(aws(), project, said::add);
    }

    private byte[] digest() throws Exception {
        return MessageDigest.getInstance("SHA-256")
                .digest(Files.readAllBytes(project.resolve("target/three-tier-schema.jar")));
    }

    private static String template(String digit) {
        return "templates/" + digit.repeat(32) + ".template";
    }

    private static String key(String tier, String digit) {
        return tier + "-" + digit.repeat(64);
    }

    private static String upload(String key, String modified) {
        return "{\"Key\": \"" + key + "\", \"LastModified\": \"" + modified + "\"}";
    }

    private static String user(String stack, String state, String key) {
        return "{\"StackName\": \"" + stack + "\", \"StackStatus\": \"" + state
                + "\", \"Parameters\": [{\"ParameterKey\": \"ArtefactBucket\", \"ParameterValue\": \"" + BUCKET
                + "\"}, {\"ParameterKey\": \"WebBundle\", \"ParameterValue\": \"" + key + "\"}]}";
    }
}
