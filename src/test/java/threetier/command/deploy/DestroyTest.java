package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** Tests of {@code destroy} and {@code rotate}. */
class DestroyTest extends RecordedAws {

    @Test
    void destroyAsksAndSaysWhatItKeeps() {
        states("CREATE_COMPLETE", "CREATE_COMPLETE", "CREATE_COMPLETE", "DELETE_COMPLETE");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertFalse(destroy("no", false));
        assertFalse(fake.called("delete-stack"));
        assertTrue(destroy("three-tier", false));
        assertTrue(fake.called("delete-stack") && !fake.called("delete-bucket"));
        assertTrue(
                said.toString()
                        .contains(
                                "Kept: a final snapshot of the database, its error log in CloudWatch, and the bucket three-tier-111122223333-eu-central-1"));
    }

    /** Readers that scaling has added belong to no stack. RDS deletes a cluster only after all its readers. */
    @Test
    void destroyRemovesTheReadersThatLoadHasBrought() {
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("CREATE_COMPLETE"), "Cluster", "c"),
                stack("CREATE_COMPLETE"));
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("CREATE_COMPLETE"), "Cluster", "c"),
                stack("CREATE_COMPLETE"),
                stack("DELETE_COMPLETE"));
        fake.answers(
                "rds-describe-db-instances",
                "{\"DBInstances\": [{\"DBInstanceIdentifier\": \"three-tier-instance1\"}, "
                        + "{\"DBInstanceIdentifier\": \"application-autoscaling-1\"}]}");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", false));
        assertCalledInOrder(
                "application-autoscaling register-scalable-target --service-namespace rds --resource-id cluster:c",
                "rds delete-db-instance --db-instance-identifier application-autoscaling-1",
                "cloudformation delete-stack");
        assertFalse(fake.called("--db-instance-identifier three-tier-instance1"));
    }

    /** A vault with backups cannot be deleted, and one that is locked for compliance not even by the user. */
    @Test
    void destroySaysThatTheVaultStays() {
        String stack = withOutputs(stack("CREATE_COMPLETE"), "BackupVault", "v");
        fake.answers("cloudformation-describe-stacks", stack, stack, stack, stack, stack("DELETE_COMPLETE"));
        fake.answers(
                "backup-describe-backup-vault",
                "{\"NumberOfRecoveryPoints\": 35, \"LockDate\": \"2026-12-01T05:00:00+00:00\"}");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", false));
        assertTrue(said.contains("Kept too: the backup vault v. Its backups cost until they expire."), said.toString());
        String last = said.get(said.size() - 1);
        assertTrue(
                last.startsWith(
                                "The backup vault v still has 35 backups. Its lock is final from 2026-12-01T05:00:00+00:00")
                        && last.contains("aws backup delete-backup-vault --backup-vault-name v --region eu-central-1"),
                last);
    }

    /** A copy of the database that a restore test has left is in the same subnets. */
    @Test
    void destroyRemovesTheRemainsOfARestoreTest() {
        String stack = withOutputs(stack("CREATE_COMPLETE"), "Cluster", "c");
        fake.answers("cloudformation-describe-stacks", stack, stack, stack, stack, stack("DELETE_COMPLETE"));
        fake.answers(
                "rds-describe-db-clusters",
                "{\"DBClusters\": [{\"DbClusterResourceId\": \"cluster-ABC\"}]}",
                "{\"DBClusters\": [{\"Status\": \"available\"}]}");
        fake.fails("rds-describe-db-clusters", "An error occurred (DBClusterNotFoundFault) when calling it: gone");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", false));
        assertCalledInOrder(
                "rds delete-db-cluster --db-cluster-identifier restore-test-cluster-abc --skip-final-snapshot",
                "cloudformation delete-stack");
    }

    @Test
    void destroyEmptiesTheBucketAfterTheStackIsGone() {
        states("CREATE_COMPLETE", "CREATE_COMPLETE", "CREATE_COMPLETE", "DELETE_COMPLETE");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", true));
        assertCalledInOrder(
                "cloudformation delete-stack",
                "s3api list-object-versions --bucket three-tier-111122223333-eu-central-1",
                "s3api delete-bucket");
        assertFalse(fake.called("delete-objects"), "there is nothing in it");
    }

    /** S3 deletes a bucket with versioning only after the old versions of its objects are deleted. */
    @Test
    void destroyDeletesEveryVersion() throws Exception {
        noStack();
        fake.answers(
                "s3api-list-object-versions",
                "{\"Versions\": [{\"Key\": \"app-1.tar.gz\", \"VersionId\": \"v2\"}, {\"Key\": \"app-1.tar.gz\", \"VersionId\": \"null\"}], "
                        + "\"DeleteMarkers\": [{\"Key\": \"web-1.tar.gz\", \"VersionId\": \"m1\"}], \"IsTruncated\": true}",
                "{\"Versions\": [{\"Key\": \"web-1.tar.gz\", \"VersionId\": \"v1\"}]}",
                "{}");
        assertTrue(destroy("three-tier", true));
        List<String> calls = fake.calls().stream()
                .filter(call -> call.matches("s3api (list-object-versions|delete-).*"))
                .map(call -> call.replaceFirst(" --.*", ""))
                .toList();
        assertEquals(
                List.of(
                        "s3api list-object-versions",
                        "s3api delete-objects",
                        "s3api list-object-versions",
                        "s3api delete-objects",
                        "s3api list-object-versions",
                        "s3api delete-bucket"),
                calls);
        List<String> deleted = fake.files();
        assertEquals(2, deleted.size());
        assertEquals(
                List.of("app-1.tar.gz v2", "app-1.tar.gz null", "web-1.tar.gz m1", "web-1.tar.gz v1"),
                deleted.stream()
                        .flatMap(file -> Json.parse(file).at("Objects").items().stream())
                        .map(object -> object.text("Key") + " " + object.text("VersionId"))
                        .toList());
    }

    /** S3 may reject the deletion of an object, for example because the object is locked. */
    @Test
    void destroyNamesWhatTheBucketKeeps() {
        noStack();
        fake.answers(
                "s3api-list-object-versions", "{\"Versions\": [{\"Key\": \"app-1.tar.gz\", \"VersionId\": \"v1\"}]}");
        fake.answers(
                "s3api-delete-objects",
                "{\"Errors\": [{\"Key\": \"app-1.tar.gz\", \"VersionId\": \"v1\", \"Code\": \"AccessDenied\", \"Message\": \"Access Denied\"}]}");
        String said = assertThrows(CommandException.class, () -> destroy("three-tier", true))
                .getMessage();
        assertTrue(said.contains("keeps app-1.tar.gz (AccessDenied: Access Denied)"), said);
        assertFalse(fake.called("delete-bucket"));
    }

    @Test
    void destroyStopsAtDeletionProtection() {
        fake.answers("cloudformation-describe-stacks", protectedStack("CREATE_COMPLETE"));
        assertTrue(assertThrows(CommandException.class, () -> destroy("three-tier", false))
                .getMessage()
                .contains("--param DeletionProtection=false"));
    }

    /** A second application would lose its balancers and its database. */
    @Test
    void destroyRefusesToTakeTheBalancersFromASecondApplication() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"));
        fake.answers("cloudformation-describe-all-stacks", beside("shop", "three-tier"));
        assertEquals(
                "The balancers and databases of three-tier also serve shop. Remove that first:"
                        + " ./three-tier destroy --stack shop --region eu-central-1",
                assertThrows(CommandException.class, () -> destroy("three-tier", false))
                        .getMessage());
        assertFalse(fake.called("delete-stack"));
    }

    @Test
    void destroyOfASecondApplicationLeavesTheFirstAlone() {
        String second = beside("three-tier", "site");
        fake.answers("cloudformation-describe-stacks", second, second, second, stack("DELETE_COMPLETE"));
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", false));
        assertTrue(
                said.toString()
                        .contains("with everything in it. site stays as it is., "
                                + "Kept: the tables, in the database besideshop of site, and the bucket"),
                said.toString());
        assertTrue(fake.called("delete-stack --stack-name three-tier"));
        assertFalse(fake.called("rds "), "the databases belong to the first stack");
    }

    /** A stack of a second application. */
    private static String beside(String name, String first) {
        return stack("CREATE_COMPLETE")
                .replace("{\"StackId\"", "{\"StackName\": \"" + name + "\", \"StackId\"")
                .replace(
                        "\"Parameters\": [",
                        "\"Parameters\": [{\"ParameterKey\": \"Beside\", \"ParameterValue\": \"" + first
                                + "\"}, {\"ParameterKey\": \"Database\", \"ParameterValue\": \"besideshop\"}, "
                                + "{\"ParameterKey\": \"Balancers\", \"ParameterValue\": \"both\"},");
    }

    /** All stacks of a region share one bucket. */
    @Test
    void destroyLeavesTheBucketThatAnotherStackNeeds() {
        String other = stack("CREATE_COMPLETE")
                .replace("\"Zones\"", "\"ArtefactBucket\"")
                .replace("\"3\"", "\"three-tier-111122223333-eu-central-1\"")
                .replace("{\"StackId\"", "{\"StackName\": \"shop\", \"StackId\"");
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"));
        fake.answers("cloudformation-describe-all-stacks", other);
        assertTrue(assertThrows(CommandException.class, () -> destroy("three-tier", true))
                .getMessage()
                .startsWith("The bucket three-tier-111122223333-eu-central-1 is also used by shop."));
        assertFalse(fake.called("delete-stack") || fake.called("delete-objects"));
    }

    /** A stack in this state accepts no update, so the protection must be removed without CloudFormation. */
    @Test
    void destroyLiftsTheProtectionOfAHalfRemovedStack() {
        fake.answers(
                "cloudformation-describe-stacks",
                protectedStack("DELETE_FAILED"),
                protectedStack("DELETE_FAILED"),
                protectedStack("DELETE_FAILED"),
                protectedStack("DELETE_FAILED"),
                stack("DELETE_COMPLETE"));
        protectedParts();
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", false));
        int balancer = index(
                "elbv2 modify-load-balancer-attributes --load-balancer-arn arn:nlb --attributes Key=deletion_protection.enabled,Value=false");
        int database = index("rds modify-db-cluster --db-cluster-identifier c --no-deletion-protection");
        assertTrue(
                database >= 0 && balancer > database && balancer < index("cloudformation delete-stack"),
                fake.calls().toString());
    }

    /** Lambda deletes the network interfaces of a deleted function only after some time. */
    @Test
    void destroyGoesOnAfterAFailureThatTimeHeals() {
        fake.answers(
                "cloudformation-describe-stacks",
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("DELETE_FAILED"),
                stack("DELETE_FAILED"),
                stack("DELETE_COMPLETE"));
        String subnet =
                "The subnet 'subnet-1' has dependencies and cannot be deleted. (Service: Ec2, Status Code: 400)";
        String failed = event("2", ID, "FunctionSubnetA", "DELETE_FAILED", subnet) + ","
                + event("1", ID, "three-tier", "DELETE_IN_PROGRESS", "");
        events("[]", failed, failed, failed, event("3", ID, "three-tier", "DELETE_IN_PROGRESS", "") + "," + failed);
        assertTrue(destroy("three-tier", false));
        assertEquals(2, deletions());
        assertTrue(
                said.contains(
                        "  something is still in use, most likely by network interfaces that Lambda releases late; "
                                + "trying again in two minutes (2 of 15)"),
                said.toString());
    }

    @Test
    void destroyGivesUpAtItsBound() {
        fake.answers(
                "cloudformation-describe-stacks",
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("DELETE_FAILED"));
        // The state is queried before each attempt and during it
        for (int attempt = 1; attempt <= 15; attempt++) {
            events(
                    failure(2 * attempt, "resource sg-1 has a dependent object"),
                    failure(2 * attempt + 1, "resource sg-1 has a dependent object"),
                    failure(2 * attempt + 1, "resource sg-1 has a dependent object"));
        }
        assertEquals(
                "The stack cannot be removed (DELETE_FAILED). FunctionGroup: resource sg-1 has a dependent object",
                assertThrows(CommandException.class, () -> destroy("three-tier", false))
                        .getMessage());
        assertEquals(15, deletions());
    }

    @Test
    void destroyStopsAtAFailureThatTimeDoesNotHeal() {
        fake.answers(
                "cloudformation-describe-stacks",
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("DELETE_FAILED"));
        events("[]", failure(1, "not authorized to perform: rds:DeleteDBCluster"));
        assertTrue(assertThrows(CommandException.class, () -> destroy("three-tier", false))
                .getMessage()
                .endsWith("not authorized to perform: rds:DeleteDBCluster"));
        assertEquals(1, deletions());
    }

    /** CloudFormation calls the schema function again when it deletes the stack. */
    @Test
    void destroyWakesTheFunctionAndNamesTheSnapshot() {
        String deployed = stackWith("CREATE_COMPLETE", Map.of("Cluster", "c", "SchemaFunction", "f"));
        fake.answers(
                "cloudformation-describe-stacks", deployed, deployed, deployed, deployed, stack("DELETE_COMPLETE"));
        fake.answers("lambda-get-function-configuration", "{\"State\": \"Inactive\"}");
        fake.fails(
                        "lambda-invoke",
                        "An error occurred (CodeArtifactUserPendingException) when calling the Invoke operation: Lambda is "
                                + "initializing your function. It will be ready to invoke shortly.")
                .answers("lambda-invoke", "{\"StatusCode\": 200, \"FunctionError\": \"Unhandled\"}");
        fake.answers(
                "rds-describe-db-cluster-snapshots",
                "{\"DBClusterSnapshots\": [{\"DBClusterSnapshotIdentifier\": \"last\", \"SnapshotCreateTime\": "
                        + "\"2026-11-27T03:00:00.000000+00:00\"}, {\"DBClusterSnapshotIdentifier\": \"before\", "
                        + "\"SnapshotCreateTime\": \"2026-11-26T03:00:00.000000+00:00\"}]}");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertTrue(destroy("three-tier", false));
        assertCalledInOrder(
                "lambda get-function-configuration --function-name f",
                "lambda wait function-active-v2 --function-name f",
                "cloudformation delete-stack",
                "rds describe-db-cluster-snapshots --db-cluster-identifier c");
        assertEquals("""
                The database's last state is the snapshot last. To make a stack of it:
                  ./three-tier deploy --stack three-tier --region eu-central-1 --param RestoreSnapshot=last""", said.get(said.size() - 1));
    }

    /** A stack that only a dry run created may have no events. */
    @Test
    void destroyEndsWhenTheStackIsGoneWithoutAWord() {
        states(
                "REVIEW_IN_PROGRESS",
                "REVIEW_IN_PROGRESS",
                "REVIEW_IN_PROGRESS",
                "REVIEW_IN_PROGRESS",
                "DELETE_COMPLETE");
        events("[]");
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertTrue(destroy("three-tier", false)));
    }

    /** Makes the AWS CLI report that no stack exists. */
    private void noStack() {
        fake.fails("cloudformation-describe-stacks", NO_STACK)
                .fails("cloudformation-describe-stacks", NO_STACK)
                .answers("cloudformation-describe-stacks", "{\"Stacks\": []}");
    }

    private static String failure(int number, String reason) {
        return event(String.valueOf(number), ID, "FunctionGroup", "DELETE_FAILED", reason)
                .replaceFirst("00:00:0\\d+", String.format("00:00:%02d", number));
    }

    private long deletions() {
        return fake.calls().stream()
                .filter(call -> call.startsWith("cloudformation delete-stack"))
                .count();
    }

    private boolean destroy(String answer, boolean artefacts) {
        return new Removal(aws(), project, said::add, () -> Optional.of(answer)).run("three-tier", artefacts);
    }

    private void assertCalledInOrder(String... calls) {
        assertTrue(
                Stream.of(calls)
                                .map(this::index)
                                .reduce((one, next) -> one >= 0 && one < next ? next : -1)
                                .orElseThrow()
                        > 0,
                fake.calls().toString());
    }
}
