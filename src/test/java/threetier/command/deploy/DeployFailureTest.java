package threetier.command.deploy;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** Tests that {@code deploy} reports the cause of a failure, and can be repeated after any failure. */
class DeployFailureTest extends RecordedAws {

    @Test
    void aFailureIsToldByItsFirstRealCause() {
        states(
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_ROLLBACK_IN_PROGRESS",
                "UPDATE_ROLLBACK_COMPLETE");
        changes("Modify", "AWS::AutoScaling::AutoScalingGroup");
        events(
                "[]",
                "[" + event("4", ID, "App", "UPDATE_FAILED", "Embedded stack was not successfully updated") + ","
                        + event("3", ID, "Web", "UPDATE_FAILED", "Resource update cancelled") + ","
                        + event("2", ID, "Cluster", "UPDATE_FAILED", "DB engine version is not available") + "]");
        CommandException failure = assertThrows(CommandException.class, () -> deploy(Map.of(), false));
        assertTrue(
                failure.getMessage().contains("UPDATE_ROLLBACK_COMPLETE")
                        && failure.getMessage().endsWith("Cluster: DB engine version is not available"),
                failure.getMessage());
    }

    @Test
    void aNodeThatDidNotStartShowsItsBootstrapLog() {
        states(
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_IN_PROGRESS",
                "UPDATE_ROLLBACK_COMPLETE");
        changes("Modify", "AWS::AutoScaling::AutoScalingGroup");
        events(
                "[]",
                nestedStack("2"),
                "[" + event("5", NESTED, "Nodes", "UPDATE_FAILED", "Received FAILURE signal with UniqueId i-0def") + ","
                        + event("4", NESTED, "Nodes", "UPDATE_FAILED", "Received FAILURE signal with UniqueId i-0abc")
                        + ","
                        + event("3", NESTED, "Nodes", "UPDATE_IN_PROGRESS", "") + "]");
        fake.answers(
                "cloudformation-describe-stack-resource",
                "{\"StackResourceDetail\": {\"PhysicalResourceId\": \"three-tier-App-LogGroup-1X\"}}");
        fake.answers(
                "logs-get-log-events",
                "{\"events\": [{\"message\": \"payara/launch: the application was not ready within 180 s\"}]}");
        CommandException failure = assertThrows(CommandException.class, () -> deploy(Map.of(), false));
        assertTrue(fake.called("describe-stack-resource --stack-name " + NESTED + " --logical-resource-id LogGroup"));
        assertTrue(fake.called(
                "logs get-log-events --log-group-name three-tier-App-LogGroup-1X --log-stream-name i-0abc"));
        assertFalse(fake.called("--log-stream-name i-0def"), "the first cause is reported");
        assertTrue(
                failure.getMessage().contains("App/Nodes")
                        && failure.getMessage()
                                .endsWith("  | payara/launch: the application was not ready within 180 s"),
                failure.getMessage());
    }

    /**
     * CloudFormation keeps the events of a stack for three months, so a query also returns events of earlier updates.
     */
    @Test
    void whatHappenedBeforeIsNoNews() {
        states(
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_ROLLBACK_COMPLETE");
        changes("Modify", "AWS::RDS::DBCluster");
        String before = event("2", NESTED, "Nodes", "CREATE_FAILED", "Received FAILURE signal with UniqueId i-0old");
        String past = event("3", ID, "three-tier", "UPDATE_COMPLETE", "");
        // The fake returns three answers for the root stack, and then one for the nested stack
        String root = event("4", ID, "Cluster", "UPDATE_FAILED", "DB engine version is not available") + "," + past
                + "," + nestedStack("1");
        events(past + "," + nestedStack("1"), root, root, before);
        CommandException failure = assertThrows(CommandException.class, () -> deploy(Map.of(), false));
        assertTrue(failure.getMessage().endsWith("Cluster: DB engine version is not available"), failure.getMessage());
        assertFalse(said.toString().contains("i-0old"), said.toString());
    }

    @Test
    void aDryRunRemovesNothing() {
        states("ROLLBACK_COMPLETE");
        assertTrue(assertThrows(CommandException.class, () -> deploy(Map.of(), true))
                .getMessage()
                .contains("left the stack in ROLLBACK_COMPLETE"));
        assertFalse(fake.called("delete-stack"));
    }

    @Test
    void aHalfRemovedStackIsRemovedFirst() {
        states("DELETE_FAILED");
        assertTrue(assertThrows(CommandException.class, () -> deploy(Map.of(), false))
                .getMessage()
                .contains("./three-tier destroy"));
    }

    @Test
    void whatNeverLivedIsRemovedFirst() {
        states("ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE", "DELETE_COMPLETE");
        isRemovedAndCreatedAnew();
        deploy(Map.of(), false);
        int removed = index("cloudformation delete-stack");
        assertTrue(
                removed >= 0
                        && removed < index("cloudformation create-change-set")
                        && fake.called("--change-set-type CREATE"),
                fake.calls().toString());
    }

    /**
     * CloudFormation cannot delete the protected resources of a stack whose creation has failed. The stack also accepts
     * no update that would remove the protection.
     */
    @Test
    void theProtectionOfWhatNeverLivedIsLifted() {
        fake.answers(
                "cloudformation-describe-stacks",
                protectedStack("ROLLBACK_FAILED"),
                protectedStack("ROLLBACK_FAILED"),
                protectedStack("ROLLBACK_FAILED"),
                stack("DELETE_COMPLETE"));
        protectedParts();
        isRemovedAndCreatedAnew();
        deploy(Map.of(), false);
        assertTrue(
                said.contains("removing the deletion protection of Database/Cluster")
                        && said.contains("removing the deletion protection of App/Balancer"),
                said.toString());
        assertTrue(
                index("rds modify-db-cluster") < index("cloudformation delete-stack"),
                fake.calls().toString());
    }

    @Test
    void interruptedItGoesOnAndIsFollowedNextTime() throws Exception {
        states(
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_IN_PROGRESS");
        changes("Modify", "AWS::EC2::LaunchTemplate");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        // The command inspects the WAR first
        ShrinkWrap.create(WebArchive.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .as(ZipExporter.class)
                .exportTo(project.resolve("target/three-tier.war").toFile(), true);
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dthreetier.project=" + project,
                "-cp",
                System.getProperty("java.class.path"),
                "threetier.command.ThreeTier",
                "deploy",
                "--yes");
        java.environment().put("PATH", fake.path());
        java.environment().put("AWS_REGION", "eu-north-1");
        Path output = folder.resolve("output");
        Process process =
                java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            await("the update is followed")
                    .atMost(ONE_MINUTE)
                    .until(() -> Files.readString(output), text -> text.contains("UPDATE_IN_PROGRESS"));
        } finally {
            // The test sends SIGTERM, because tests in the background inherit an ignored SIGINT
            process.destroy();
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertTrue(
                Files.readString(output).contains("AWS continues; run ./three-tier deploy again to follow it."),
                Files.readString(output));
        assertTrue(fake.called(
                "execute-change-set --stack-name three-tier --change-set-name three-tier-deploy --region eu-north-1"));
        assertFalse(fake.called("cancel") || fake.called("delete-stack"));
    }

    @Test
    void aStackThatChangesIsFollowedFirst() {
        states("UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE");
        events(event("3", ID, "Cluster", "UPDATE_IN_PROGRESS", "") + ","
                + event("2", ID, "three-tier", "UPDATE_IN_PROGRESS", "")
                        .replace("{", "{\"PhysicalResourceId\": \"" + ID + "\", ")
                + ","
                + event("1", ID, "Cluster", "UPDATE_FAILED", "of last year"));
        noChanges();
        deploy(Map.of(), false);
        assertTrue(said.get(0).startsWith("the stack is changing (UPDATE_IN_PROGRESS)"));
        assertTrue(
                said.get(1).endsWith("three-tier                               UPDATE_IN_PROGRESS")
                        && !said.toString().contains("of last year"),
                said.toString());
    }

    /**
     * After an interruption of {@code deploy}, CloudFormation still completes the change set. It blocks the next one.
     */
    @Test
    void aChangeSetThatWasLeftIsRemovedFirst() {
        states("UPDATE_COMPLETE");
        fake.answers(
                        "cloudformation-describe-change-set",
                        "{\"Status\": \"CREATE_IN_PROGRESS\"}",
                        "{\"Status\": \"CREATE_COMPLETE\"}",
                        "{\"Status\": \"DELETE_IN_PROGRESS\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        fake.answers("cloudformation-describe-change-set", UNCHANGED)
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        deploy(Map.of(), false);
        assertTrue(
                index("cloudformation delete-change-set") < index("cloudformation create-change-set"),
                fake.calls().toString());
    }

    /** CloudFormation cannot always preview a nested stack before the stack that it depends on exists. */
    @Test
    void whatCannotBeSeenBeforehandIsDeployedAllTheSame() {
        states("UPDATE_COMPLETE");
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET)
                .answers(
                        "cloudformation-describe-change-set",
                        "{\"Status\": \"FAILED\", \"StatusReason\": \"Nested change set arn:nested was not successfully created: Currently in FAILED.\"}",
                        "{\"Status\": \"FAILED\", \"StatusReason\": \"Template error: Fn::Select cannot select nonexistent value at index 1\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        fake.answers(
                "cloudformation-describe-change-set",
                "{\"Status\": \"CREATE_COMPLETE\", \"Changes\": [{\"ResourceChange\": "
                        + "{\"Action\": \"Modify\", \"LogicalResourceId\": \"App\", \"ResourceType\": \"AWS::CloudFormation::Stack\"}}]}");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        deploy(Map.of(), false);
        assertTrue(fake.called("--no-include-nested-stacks") && fake.called("execute-change-set"));
        assertTrue(
                said.toString().contains("Fn::Select cannot select")
                        && said.stream().anyMatch(line -> line.matches("  change +App +AWS::CloudFormation::Stack")),
                said.toString());
    }

    /** Records the answers of AWS after the stack was deleted and created again. */
    private void isRemovedAndCreatedAnew() {
        fake.fails("cloudformation-describe-stacks", NO_STACK);
        states("REVIEW_IN_PROGRESS", "CREATE_COMPLETE");
        changes("Add", "AWS::EC2::VPC");
        events(
                "[]",
                event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""),
                "[]",
                "[]",
                event("2", ID, "three-tier", "CREATE_IN_PROGRESS", ""));
    }
}
