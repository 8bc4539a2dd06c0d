package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** Tests that {@code deploy} loses no data, and that it asks before it replaces or removes something. */
class DeployLossTest extends RecordedAws {

    private static final String DIRECT = "DirectModification";
    private static final String PARAMETER = "ParameterReference";
    private static final String NO_OUTPUT_YET =
            "{{IntrinsicFunction:three-tier/Network.Outputs.DataSubnets/Fn::GetAtt}}";

    @BeforeEach
    void deployed() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        fake.answers(
                "cloudformation-describe-stack-resource",
                "{\"StackResourceDetail\": {\"PhysicalResourceId\": \"arn:database\"}}");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
    }

    @Test
    void anEditThatReplacesTheClusterIsRefused() {
        changed(nested("Database"), cluster("True", detail(DIRECT, "", "Static", "MasterUsername", "Always")));
        gone();
        assertEquals("""
                This update would replace Database/Cluster (AWS::RDS::DBCluster), and with it the data. Nothing was changed.
                  The cause is a change of MasterUsername.
                  Undo what causes it. To start with an empty database on purpose, name the resource: --replace Cluster""", refusal());
        assertNothingIsExecuted();
    }

    /** CloudFormation would make an empty cluster. */
    @Test
    void aSnapshotThatIsTakenAwayIsRefused() {
        changed(
                nested("Database"),
                set(
                        "{\"ParameterKey\": \"RestoreSnapshot\", \"ParameterValue\": \"\"}",
                        modified(
                                "Cluster",
                                "AWS::RDS::DBCluster",
                                "True",
                                detail(PARAMETER, "RestoreSnapshot", "Static", "SnapshotIdentifier", "Always"))));
        gone();
        assertTrue(refusal().contains("The cause is a change of SnapshotIdentifier."));
        assertNothingIsExecuted();
    }

    @Test
    void aConditionalReplacementIsRefused() {
        changed(
                nested("Database"),
                cluster("Conditional", detail(PARAMETER, "Port", "Static", "Port", "Conditionally")));
        gone();
        assertTrue(refusal().startsWith("This update may replace Database/Cluster (AWS::RDS::DBCluster)"));
        assertNothingIsExecuted();
    }

    @Test
    void theRemovalOfTheClusterIsRefused() {
        changed(
                nested("Database"),
                set(
                        "{}",
                        "{\"Action\": \"Remove\", \"LogicalResourceId\": \"Cluster\", \"ResourceType\": \"AWS::RDS::DBCluster\", "
                                + "\"PolicyAction\": \"Snapshot\"}"));
        gone();
        assertTrue(refusal().startsWith("This update would remove Database/Cluster (AWS::RDS::DBCluster)"));
        assertNothingIsExecuted();
    }

    /** CloudFormation lists only the removed stack, without its resources. */
    @Test
    void theRemovalOfTheClustersStackIsRefused() {
        changed(set(
                "{}",
                "{\"Action\": \"Remove\", \"LogicalResourceId\": \"Database\", \"PhysicalResourceId\": \"arn:database\", "
                        + "\"ResourceType\": \"AWS::CloudFormation::Stack\"}"));
        gone();
        fake.answers(
                "cloudformation-describe-stack-resources",
                "{\"StackResources\": [{\"ResourceType\": \"AWS::RDS::DBCluster\"}]}");
        assertTrue(refusal().startsWith("This update would remove Database (AWS::CloudFormation::Stack)"));
        assertTrue(fake.called("describe-stack-resources --stack-name arn:database"));
        assertNothingIsExecuted();
    }

    @Test
    void aDryRunRefusesTheSame() {
        changed(nested("Database"), cluster("True", detail(DIRECT, "", "Static", "MasterUsername", "Always")));
        gone();
        assertTrue(assertThrows(CommandException.class, () -> deploy(Map.of(), true))
                .getMessage()
                .startsWith("This update would replace Database/Cluster"));
        assertNothingIsExecuted();
    }

    /**
     * CloudFormation reports a replacement because the subnets are an output of the network's stack. But nothing
     * changes this stack, so the subnet group keeps its name, and the cluster is not replaced.
     */
    @Test
    void whatOnlyAnUnknownOutputReplacesIsNoLoss() {
        changed(
                nested("Network", "Database"),
                "{\"Status\": \"FAILED\", \"StatusReason\": \"The submitted information didn't contain changes.\"}",
                set(
                        "{\"ParameterKey\": \"Subnets\", \"ParameterValue\": \"" + NO_OUTPUT_YET + "\"}",
                        modified(
                                "SubnetGroup",
                                "AWS::RDS::DBSubnetGroup",
                                "True",
                                detail(PARAMETER, "Subnets", "Dynamic", "SubnetIds", "Always") + ", "
                                        + detail(DIRECT, "", "Dynamic", "SubnetIds", "Always")),
                        modified(
                                "Cluster",
                                "AWS::RDS::DBCluster",
                                "True",
                                detail("ResourceReference", "SubnetGroup", "Dynamic", "DBSubnetGroupName", "Always"))));
        assertTrue(deployAsked("no"), "there is nothing to ask");
        assertTrue(fake.called("execute-change-set"));
        assertTrue(
                said.contains(
                        "  CloudFormation also lists Database/SubnetGroup, Database/Cluster, but only because it does "
                                + "not know the outputs of other stacks yet. None of these outputs changes."),
                said.toString());
    }

    /** In this test, the resource that the output comes from is really replaced. */
    @Test
    void whatAChangedOutputReplacesIsALoss() {
        changed(
                nested("Network", "Database"),
                set(
                        "{}",
                        modified(
                                "DataSubnetA",
                                "AWS::EC2::Subnet",
                                "True",
                                detail(PARAMETER, "VpcCidr", "Static", "CidrBlock", "Always"))),
                set(
                        "{\"ParameterKey\": \"Subnets\", \"ParameterValue\": \"" + NO_OUTPUT_YET + "\"}",
                        modified(
                                "SubnetGroup",
                                "AWS::RDS::DBSubnetGroup",
                                "Conditional",
                                detail(PARAMETER, "Subnets", "Dynamic", "SubnetIds", "Conditionally"))));
        gone();
        assertTrue(refusal().startsWith("This update may replace Database/SubnetGroup"), said.toString());
        assertNothingIsExecuted();
    }

    @Test
    void aNamedResourceMayBeReplaced() {
        changed(nested("Database"), cluster("True", detail(DIRECT, "", "Static", "MasterUsername", "Always")));
        deployment(checked::add).run(new DeploymentRequest("three-tier", Map.of(), false, Set.of("Cluster"), true));
        assertTrue(said.contains(
                "Database/Cluster may be replaced or removed, as --replace says; a final snapshot stays."));
        assertTrue(fake.called("execute-change-set"));
        assertEquals(
                2,
                policies("arn:database")
                        .filter(policy -> policy.contains("Update:*"))
                        .count());
        assertEquals(
                1,
                policies("arn:database")
                        .filter(policy -> policy.contains("Deny"))
                        .count(),
                "protected afterwards");
    }

    /** The stack policy protects the cluster even if the preview showed no replacement. */
    @Test
    void cloudFormationItselfRefusesToo() {
        changes("Modify", "AWS::Logs::LogGroup");
        deploy(Map.of(), false);
        assertTrue(policies("three-tier").allMatch(policy -> policy.contains("LogicalResourceId/Database")));
        assertTrue(policies("arn:database").allMatch(policy -> policy.contains("LogicalResourceId/Cluster")));
        assertTrue(
                fake.called("\"Deny\"") && index("cloudformation set-stack-policy") < index("cloudformation execute"),
                fake.calls().toString());
    }

    @Test
    void theReplacementOfNodesNeedsConsent() {
        changes("Modify", "AWS::EC2::LaunchTemplate");
        gone();
        assertFalse(deployAsked("no"));
        assertTrue(said.contains("All nodes are replaced, one after the other: Vpc"), said.toString());
        assertEquals("Nothing was changed.", said.get(said.size() - 1));
        assertNothingIsExecuted();
    }

    /** A version of the function is published for each new code. */
    @Test
    void newCodeOfTheFunctionNeedsNoConsent() {
        changed(
                nested("Schema"),
                set(
                        "{}",
                        modified(
                                "CheckedCode",
                                "AWS::Lambda::Version",
                                "True",
                                detail(PARAMETER, "SchemaDigest", "Static", "CodeSha256", "Always"))));
        gone();
        assertTrue(deployAsked("no"), "there is nothing to ask");
        assertTrue(fake.called("execute-change-set"));
    }

    @Test
    void aYesIsConsent() {
        changes("Remove", "AWS::EC2::VPC");
        assertTrue(deployAsked("yes"));
        assertTrue(said.contains("These resources are replaced or removed, or may be: Vpc"), said.toString());
        assertTrue(fake.called("execute-change-set"));
    }

    private String refusal() {
        return assertThrows(CommandException.class, () -> deploy(Map.of(), false))
                .getMessage();
    }

    private boolean deployAsked(String answer) {
        return new Deployment(aws(), project, said::add, () -> Optional.of(answer), checked::add)
                .run(new DeploymentRequest("three-tier", Map.of(), false, Set.of(), false));
    }

    private void assertNothingIsExecuted() {
        assertFalse(fake.called("execute-change-set"));
        assertTrue(fake.called("cloudformation delete-change-set"));
    }

    private Stream<String> policies(String stack) {
        return fake.calls().stream()
                .filter(call -> call.startsWith("cloudformation set-stack-policy --stack-name " + stack + " "));
    }

    /** Records the change sets of the root stack and of its nested stacks, in order. */
    private void changed(String... changeSets) {
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        fake.answers("cloudformation-describe-change-set", changeSets);
    }

    /** Records that the change set exists at first and is then deleted. */
    private void gone() {
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
    }

    private static String nested(String... stacks) {
        String[] changes = new String[stacks.length];
        for (int i = 0; i < stacks.length; i++) {
            changes[i] = "{\"Action\": \"Modify\", \"LogicalResourceId\": \"" + stacks[i]
                    + "\", \"ResourceType\": \"AWS::CloudFormation::Stack\", \"ChangeSetId\": \"arn:" + stacks[i]
                    + "\", \"Replacement\": \"False\"}";
        }
        return set("{}", changes);
    }

    private static String cluster(String replacement, String details) {
        return set("{}", modified("Cluster", "AWS::RDS::DBCluster", replacement, details));
    }

    private static String set(String parameter, String... changes) {
        return "{\"Status\": \"CREATE_COMPLETE\", \"Parameters\": [" + parameter
                + "], \"Changes\": [{\"ResourceChange\": " + String.join("}, {\"ResourceChange\": ", changes) + "}]}";
    }

    private static String modified(String name, String type, String replacement, String details) {
        return "{\"Action\": \"Modify\", \"LogicalResourceId\": \"" + name + "\", \"ResourceType\": \"" + type
                + "\", \"Replacement\": \"" + replacement + "\", \"Details\": [" + details + "]}";
    }

    private static String detail(
            String source, String cause, String evaluation, String property, String requiresRecreation) {
        return "{\"ChangeSource\": \"" + source + "\", "
                + (cause.isEmpty() ? "" : "\"CausingEntity\": \"" + cause + "\", ")
                + "\"Evaluation\": \"" + evaluation + "\", \"Target\": {\"Attribute\": \"Properties\", \"Name\": \""
                + property + "\", \"RequiresRecreation\": \"" + requiresRecreation + "\"}}";
    }
}
