package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.error.CommandException;

/** {@code restore-test} of a stack on AWS. */
class RestoreRehearsalTest extends RecordedAws {

    private static final String COPY = "restore-test-cluster-abc";
    private static final String GONE =
            "An error occurred (DBClusterNotFoundFault) when calling the DescribeDBClusters operation: DBCluster x not found.";

    private static final String SOURCE = """
            {"DBClusters": [{"DBClusterIdentifier": "c", "DbClusterResourceId": "cluster-ABC", "Status": "available",
            "DBClusterArn": "arn:aws:rds:eu-central-1:111122223333:cluster:c", "DBSubnetGroup": "subnets",
            "DBClusterParameterGroup": "parameters", "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-1"}],
            "EarliestRestorableTime": "2026-11-20T02:00:00.123000+00:00",
            "LatestRestorableTime": "2026-11-27T08:00:00+00:00"}]}""";

    /** RDS describes first the stack's own cluster, and then the copy. */
    @BeforeEach
    void deployed() {
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("CREATE_COMPLETE"), "RestoreFunction", "arn:f:1", "Cluster", "c"));
        copies(
                GONE,
                GONE,
                copy("creating", ""),
                copy("available", ""),
                copy("available", ""),
                copy("available", "creating"),
                copy("available", "active"),
                copy("available", "active"),
                copy("deleting", "active"),
                GONE);
        fake.answers("rds-describe-db-instances", instance("creating"), instance("available"));
        fake.answers("lambda-invoke", "{\"StatusCode\": 200}");
        fake.writes("lambda-invoke", "\"structure 6, timestamps 3\"");
        for (String created : List.of(
                "restore-db-cluster-to-point-in-time",
                "restore-db-cluster-from-snapshot",
                "create-db-instance",
                "modify-db-cluster",
                "delete-db-instance",
                "delete-db-cluster")) {
            fake.answers("rds-" + created, "{}");
        }
    }

    @Test
    void theLatestTimeIsRestoredBesideAskedAndRemoved() {
        run("", "");
        assertInOrder(
                "rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier c --use-latest-restorable-time"
                        + " --db-cluster-identifier " + COPY
                        + " --db-subnet-group-name subnets --db-cluster-parameter-group-name parameters"
                        + " --no-deletion-protection --tags Key=restore-test-alive,Value=",
                "rds create-db-instance --db-instance-identifier " + COPY + "-1 --db-cluster-identifier " + COPY
                        + " --db-instance-class db.t4g.medium --engine aurora-mysql --no-publicly-accessible",
                "rds modify-db-cluster --db-cluster-identifier " + COPY
                        + " --manage-master-user-password --apply-immediately",
                "lambda invoke --function-name arn:f:1",
                "rds delete-db-instance --db-instance-identifier " + COPY + "-1 --skip-final-snapshot",
                "rds delete-db-cluster --db-cluster-identifier " + COPY + " --skip-final-snapshot");
        assertTrue(fake.called("--vpc-security-group-ids sg-1 "), fake.calls().toString());
        assertTrue(fake.called("{\"Host\": \"copy.example\", \"Secret\": \"arn:secret\"}")
                || fake.called("{\"Secret\": \"arn:secret\", \"Host\": \"copy.example\"}"));
        assertTrue(said.get(said.size() - 1).startsWith("The backup can be restored: proven in "), said.toString());
        assertTrue(said.stream().anyMatch(line -> line.startsWith("  gave it an instance")), said.toString());
        assertTrue(said.contains("  structure 6, timestamps 3"), said.toString());
        // The stack's own cluster is only read
        assertFalse(fake.calls().stream().anyMatch(call -> call.matches("rds (modify|delete)\\S* --\\S+ c( .*|$)")));
    }

    @Test
    void aTimeWithinTheBackupsIsRestored() {
        run("2026-11-27T04:00:00+01:00", "");
        assertTrue(fake.called("--restore-to-time 2026-11-27T03:00:00Z"));
    }

    @Test
    void aSnapshotIsRestored() {
        fake.answers(
                "rds-describe-db-cluster-snapshots",
                "{\"DBClusterSnapshots\": [{\"EngineVersion\": \"8.0.mysql_aurora.3.08.0\"}]}");
        run("", "before-upgrade");
        assertTrue(fake.called("rds restore-db-cluster-from-snapshot --snapshot-identifier before-upgrade"
                + " --engine aurora-mysql --engine-version 8.0.mysql_aurora.3.08.0 --db-cluster-identifier " + COPY));
    }

    @ParameterizedTest
    @CsvSource({
        "RDS can restore a time from 2026-11-20T02:00:00.123Z to 2026-11-27T08:00:00Z, 2026-11-28T00:00:00Z, ''",
        "A time looks like 2026-11-27T03:00:00Z, yesterday, ''",
        "Leave out --until or --snapshot, 2026-11-27T04:00:00Z, before-upgrade"
    })
    void whatCannotBeRestoredIsRefusedBeforeAnythingIsCreated(String why, String until, String snapshot) {
        assertFailure(why, until, snapshot);
        assertFalse(fake.called("rds restore-db-cluster") || fake.called("rds delete-db-cluster"));
    }

    @Test
    void aStackOfAnOlderVersionHasNoFunction() {
        fake.answersOnly("cloudformation-describe-stacks", withOutputs(stack("CREATE_COMPLETE"), "Cluster", "c"));
        assertFailure("There is no stack three-tier in eu-central-1 with a function for restore tests", "", "");
        assertFalse(fake.called("rds "));
    }

    @Test
    void aDatabaseThatLacksRowsIsRemovedToo() {
        fake.answersOnly("lambda-invoke", "{\"StatusCode\": 200, \"FunctionError\": \"Unhandled\"}");
        fake.writes("lambda-invoke", "{\"errorMessage\": \"1 faults, first timestamps: row 2 is missing\"}");
        assertFailure("first timestamps: row 2 is missing", "", "");
        assertFalse(said.stream().anyMatch(line -> line.startsWith("The backup can be restored")));
        assertTrue(fake.called("rds delete-db-cluster --db-cluster-identifier " + COPY));
    }

    /** Each step fails once. The cause is named, and what was restored is removed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rds-restore-db-cluster-to-point-in-time",
                "rds-create-db-instance",
                "rds-describe-db-instances",
                "rds-modify-db-cluster",
                "lambda-invoke"
            })
    void afterAFailureTheCopyIsRemoved(String step) {
        copies(
                GONE,
                GONE,
                copy("available", "active"),
                copy("available", "active"),
                copy("available", "active"),
                copy("available", "active"),
                copy("available", "active"),
                GONE);
        fake.failsOnly(step, "An error occurred (Throttling) when calling it: Rate exceeded");
        assertFailure("Rate exceeded", "", "");
        assertTrue(said.contains("The restore test has failed; removing what was restored"), said.toString());
        assertTrue(fake.called("rds delete-db-cluster --db-cluster-identifier " + COPY));
        assertFalse(said.toString().contains("is left"), said.toString());
    }

    /** RDS refuses to delete a cluster or an instance that it is still creating. */
    @Test
    void aCopyThatIsBeingCreatedIsRemovedLater() {
        fake.failsOnly("rds-create-db-instance", "An error occurred (InstanceQuotaExceeded): too many");
        fake.failsOnly(
                "rds-delete-db-cluster",
                "An error occurred (InvalidDBClusterStateFault) when calling the DeleteDBCluster operation: not yet");
        fake.answers("rds-delete-db-cluster", "{}");
        copies(GONE, GONE, copy("available", ""), copy("creating", ""), copy("available", ""), GONE);
        assertFailure("too many", "", "");
        assertEquals(
                2,
                fake.calls().stream()
                        .filter(call -> call.startsWith("rds delete-db-cluster"))
                        .count());
    }

    @Test
    void whatCannotBeRemovedIsNamedWithTheCommands() {
        fake.failsOnly("rds-delete-db-cluster", "An error occurred (AccessDenied): you may not");
        String failure = assertThrows(CommandException.class, () -> run("", "")).getMessage();
        assertTrue(
                failure.contains("The restored cluster is left, and costs money: An error occurred (AccessDenied)")
                        && failure.contains("aws rds delete-db-cluster --db-cluster-identifier " + COPY
                                + " --skip-final-snapshot --region eu-central-1"),
                failure);
    }

    @Test
    void remainsOfAnInterruptedTestAreRemovedFirst() {
        copies(
                alive(Instant.now().getEpochSecond() - 301),
                copy("available", ""),
                copy("available", ""),
                GONE,
                copy("available", "active"),
                copy("available", "active"),
                copy("available", "active"),
                copy("available", "active"),
                GONE);
        run("", "");
        assertInOrder("rds delete-db-cluster", "rds restore-db-cluster-to-point-in-time");
    }

    @Test
    void aSecondTestAtTheSameTimeIsRefused() {
        copies(alive(Instant.now().getEpochSecond() - 100));
        assertFailure("A restore test of this database is running: the cluster " + COPY, "", "");
        assertFalse(fake.called("rds delete-db-cluster") || fake.called("rds restore-db-cluster"));
    }

    /** @param answers JSON, or an error */
    private void copies(String... answers) {
        fake.answersOnly("rds-describe-db-clusters", SOURCE);
        for (String answer : answers) {
            if (answer.startsWith("{")) {
                fake.answers("rds-describe-db-clusters", answer);
            } else {
                fake.fails("rds-describe-db-clusters", answer);
            }
        }
    }

    private static String copy(String status, String secret) {
        return "{\"DBClusters\": [{\"Status\": \"" + status
                + "\", \"Endpoint\": \"copy.example\", \"DBClusterMembers\": [{\"DBInstanceIdentifier\": \"i\"}], "
                + "\"MasterUserSecret\": {\"SecretArn\": \"arn:secret\", \"SecretStatus\": \"" + secret + "\"}}]}";
    }

    private static String alive(long time) {
        return "{\"DBClusters\": [{\"Status\": \"available\", \"TagList\": [{\"Key\": \"restore-test-alive\", \"Value\": \""
                + time + "\"}]}]}";
    }

    private static String instance(String status) {
        return "{\"DBInstances\": [{\"DBInstanceStatus\": \"" + status + "\"}]}";
    }

    private void run(String until, String snapshot) {
        new RestoreRehearsal(aws(), project, said::add).run("three-tier", until, snapshot);
    }

    private void assertFailure(String expected, String until, String snapshot) {
        String failure =
                assertThrows(CommandException.class, () -> run(until, snapshot)).getMessage();
        assertTrue(failure.contains(expected), failure);
    }

    private void assertInOrder(String... calls) {
        int last = -1;
        for (String call : calls) {
            int index = index(call);
            assertTrue(index > last, call + " in " + fake.calls());
            last = index;
        }
    }
}
