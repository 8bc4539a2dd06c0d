package threetier.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy} and {@code destroy} against answers as AWS gives them. */
class DeployTest {

    private static final String NO_STACK = "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id three-tier does not exist";
    private static final String ID = "arn:aws:cloudformation:eu-central-1:111122223333:stack/three-tier/1";
    private static final String NESTED = "arn:aws:cloudformation:eu-central-1:111122223333:stack/three-tier-App/2";

    @TempDir
    private Path folder;
    private Path project;
    private FakeAws fake;
    private final List<String> said = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();

    @BeforeEach
    void project() throws Exception {
        System.setProperty("threetier.deploy.interval", "1");
        project = folder.resolve("project");
        for (String file : new String[] {"httpd/launch", "payara/launch", "cloudformation/node/service", "target/three-tier.war",
                "target/payara-micro.jar",
                "target/three-tier-pool.jar", "target/three-tier-schema.jar", "src/main/resources/db/migration/V1__timestamps.sql"}) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.writeString(project.resolve(file), file);
        }
        Files.copy(Path.of("cloudformation/three-tier.yaml"), project.resolve("cloudformation/three-tier.yaml"));
        fake = new FakeAws(Files.createDirectory(folder.resolve("bin")));
        fake.answers("cloudformation-package", "Successfully packaged artifacts and wrote output template to file three-tier.yaml.\nExecute the following: <command>");
    }

    @Test
    void aNewStackIsCreated() {
        fake.fails("cloudformation-describe-stacks", NO_STACK).fails("cloudformation-describe-stacks", NO_STACK)
                .answers("cloudformation-describe-stacks", stack("REVIEW_IN_PROGRESS"), stack("CREATE_IN_PROGRESS"), stack("CREATE_COMPLETE"));
        fake.fails("s3api-head-bucket", "An error occurred (404) when calling the HeadBucket operation: Not Found");
        fake.fails("s3api-head-object", "An error occurred (404) when calling the HeadObject operation: Not Found");
        changes("Add", "AWS::EC2::VPC");
        events("[]", event("1", ID, "three-tier", "CREATE_IN_PROGRESS", "User Initiated"));
        assertEquals(0, deploy(Map.of("AppSizes", "2,3,6"), false));
        assertTrue(fake.called("s3api create-bucket --bucket three-tier-111122223333-eu-central-1 --create-bucket-configuration LocationConstraint=eu-central-1"));
        assertTrue(fake.called("BlockPublicPolicy=true"));
        assertEquals(3, fake.calls().stream().filter(call -> call.startsWith("s3api put-object")).count());
        assertTrue(fake.called("--change-set-type CREATE --include-nested-stacks"));
        assertTrue(fake.called("ParameterKey=AppSizes,ParameterValue=2\\,3\\,6"));
        assertTrue(fake.called("execute-change-set"));
        assertTrue(said.stream().anyMatch(line -> line.matches("  create +Vpc +AWS::EC2::VPC")), said.toString());
        assertTrue(said.stream().anyMatch(line -> line.matches(" +\\d+ s  three-tier +CREATE_IN_PROGRESS.*")), said.toString());
        assertEquals(List.of("http://site.example"), checked);
        assertEquals("http://site.example", said.get(said.size() - 1));
    }

    /** What has not changed keeps its key, so no instance is replaced for it. */
    @Test
    void aNewWarChangesTheAppTiersBundleAlone() throws Exception {
        Artefacts artefacts = new Artefacts(Aws.connect(fake.path(), "eu-central-1"), project, said::add);
        Map<String, String> before = artefacts.upload();
        assertEquals(before, artefacts.upload());
        Files.writeString(project.resolve("target/three-tier.war"), "another");
        Map<String, String> after = artefacts.upload();
        assertEquals(List.of("AppBundle"), before.keySet().stream().filter(key -> !before.get(key).equals(after.get(key))).toList());
    }

    @Test
    void anUpdateKeepsWhatWasChosenBefore() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        assertEquals(0, deploy(Map.of(), false));
        assertTrue(fake.called("--change-set-type UPDATE"));
        assertTrue(fake.called("ParameterKey=Zones,UsePreviousValue=true"));
        assertFalse(fake.called("ParameterKey=Gone,"));
    }

    @Test
    void nothingToChangeIsNoFailure() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"FAILED\", \"StatusReason\": \"The submitted information didn't contain changes.\"}");
        assertEquals(0, deploy(Map.of(), false));
        assertFalse(fake.called("execute-change-set"));
        assertEquals(List.of("http://site.example"), checked);
    }

    @Test
    void aDryRunChangesNothing() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        assertEquals(0, deploy(Map.of(), true));
        assertFalse(fake.called("execute-change-set"));
        assertEquals(2, fake.calls().stream().filter(call -> call.startsWith("cloudformation delete-change-set")).count());
        assertEquals(List.of(), checked);
    }

    @Test
    void aFailureIsToldByItsFirstRealCause() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"),
                stack("UPDATE_ROLLBACK_IN_PROGRESS"), stack("UPDATE_ROLLBACK_COMPLETE"));
        changes("Modify", "AWS::AutoScaling::AutoScalingGroup");
        events("[]", "[" + event("4", ID, "App", "UPDATE_FAILED", "Embedded stack was not successfully updated") + ","
                + event("3", ID, "Web", "UPDATE_FAILED", "Resource update cancelled") + ","
                + event("2", ID, "Cluster", "UPDATE_FAILED", "DB engine version is not available") + "]");
        DeployException failure = assertThrows(DeployException.class, () -> deploy(Map.of(), false));
        assertTrue(failure.getMessage().contains("UPDATE_ROLLBACK_COMPLETE")
                && failure.getMessage().endsWith("Cluster: DB engine version is not available"), failure.getMessage());
    }

    @Test
    void aNodeThatDidNotStartShowsItsBootstrapLog() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"),
                stack("UPDATE_IN_PROGRESS"), stack("UPDATE_ROLLBACK_COMPLETE"));
        changes("Modify", "AWS::AutoScaling::AutoScalingGroup");
        events("[]", "[{\"EventId\": \"2\", \"StackId\": \"" + ID + "\", \"LogicalResourceId\": \"App\", \"PhysicalResourceId\": \"" + NESTED
                + "\", \"ResourceType\": \"AWS::CloudFormation::Stack\", \"ResourceStatus\": \"UPDATE_IN_PROGRESS\"}]",
                "[" + event("3", NESTED, "Nodes", "UPDATE_IN_PROGRESS",
                        "Received FAILURE signal with UniqueId i-0abc: bootstrap of i-0abc, log group three-tier-App-LogGroup-1X") + "]");
        fake.answers("logs-get-log-events", "{\"events\": [{\"message\": \"payara/launch: the application was not ready within 180 s\"}]}");
        DeployException failure = assertThrows(DeployException.class, () -> deploy(Map.of(), false));
        assertTrue(fake.called("logs get-log-events --log-group-name three-tier-App-LogGroup-1X --log-stream-name i-0abc"));
        assertTrue(failure.getMessage().contains("App/Nodes") && failure.getMessage()
                .endsWith("  | payara/launch: the application was not ready within 180 s"), failure.getMessage());
    }

    @Test
    void whatNeverLivedIsRemovedFirst() {
        fake.answers("cloudformation-describe-stacks", stack("ROLLBACK_COMPLETE"), stack("ROLLBACK_COMPLETE"), stack("DELETE_COMPLETE"))
                .fails("cloudformation-describe-stacks", NO_STACK)
                .answers("cloudformation-describe-stacks", stack("REVIEW_IN_PROGRESS"), stack("CREATE_COMPLETE"));
        changes("Add", "AWS::EC2::VPC");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""), "[]", "[]",
                event("2", ID, "three-tier", "CREATE_IN_PROGRESS", ""));
        assertEquals(0, deploy(Map.of(), false));
        int removed = index("cloudformation delete-stack");
        assertTrue(removed >= 0 && removed < index("cloudformation create-change-set") && fake.called("--change-set-type CREATE"),
                fake.calls().toString());
    }

    @Test
    void anUnknownParameterIsRefusedBeforeAnythingChanges() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        assertTrue(assertThrows(DeployException.class, () -> deploy(Map.of("Sizes", "1"), false)).getMessage()
                .startsWith("There is no parameter Sizes; there are AccessLogBucket,"));
        assertFalse(fake.called("create-change-set"));
    }

    @Test
    void anExistingNetworkIsNamedWhole() {
        assertEquals("ExistingVpcId needs ExistingPrivateSubnets, ExistingZones too; see cloudformation/README.md",
                assertThrows(DeployException.class,
                () -> deploy(Map.of("ExistingVpcId", "vpc-1", "ExistingPublicSubnets", "subnet-1,subnet-2"), false)).getMessage());
    }

    @Test
    void whatIsMissingIsSaid() {
        assertTrue(problem("/nowhere", "eu-central-1").startsWith("The AWS CLI is missing. Install version 2"));
        assertTrue(problem(fake.path(), "").startsWith("No region is configured"));
        fake.version("aws-cli/1.45.11 Python/3.11.7\n");
        assertTrue(problem(fake.path(), "eu-central-1").startsWith("The AWS CLI is too old: aws-cli/1.45.11"));
    }

    @Test
    void missingCredentialsAreSaid() throws Exception {
        FakeAws other = new FakeAws(Files.createDirectory(folder.resolve("other")));
        Files.delete(folder.resolve("other/sts-get-caller-identity.1"));
        other.fails("sts-get-caller-identity", "Unable to locate credentials. You can configure credentials by running \"aws login\".")
                .fails("sts-get-caller-identity", "Could not connect to the endpoint URL: \"https://sts.eu-middle-1.amazonaws.com/\"");
        assertTrue(problem(other.path(), "eu-central-1").startsWith("The AWS CLI has no valid credentials"));
        assertTrue(problem(other.path(), "eu-middle-1").startsWith("AWS does not answer in the region \"eu-middle-1\""));
    }

    @Test
    void interruptedItGoesOnAndIsFollowedNextTime() throws Exception {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"),
                stack("UPDATE_IN_PROGRESS"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dthreetier.deploy.interval=50",
                "-Dthreetier.project=" + project, "-cp", System.getProperty("java.class.path"), "threetier.deploy.Main", "deploy",
                        "--region", "eu-central-1");
        java.environment().put("PATH", fake.path());
        Path output = folder.resolve("output");
        Process process = java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        for (int i = 0; i < 600 && !Files.readString(output).contains("UPDATE_IN_PROGRESS"); i++) {
            Thread.sleep(100);
        }
        // SIGTERM, as tests that run in the background pass on that Ctrl-C is ignored
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertTrue(Files.readString(output).contains("AWS goes on by itself; run ./three-tier deploy again to follow it."),
                Files.readString(output));
        assertFalse(fake.called("cancel") || fake.called("delete-stack"));
    }

    @Test
    void aStackThatChangesIsFollowedFirst() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_IN_PROGRESS"), stack("UPDATE_IN_PROGRESS"),
                stack("UPDATE_IN_PROGRESS"), stack("UPDATE_COMPLETE"));
        events(event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"FAILED\", \"StatusReason\": \"The submitted information didn't contain changes.\"}");
        assertEquals(0, deploy(Map.of(), false));
        assertTrue(said.get(0).startsWith("the stack is just changing (UPDATE_IN_PROGRESS)"));
    }

    @Test
    void destroyAsksAndSaysWhatItKeeps() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"),
                stack("DELETE_COMPLETE"));
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertEquals(1, destroy("no", false));
        assertFalse(fake.called("delete-stack"));
        assertEquals(0, destroy("three-tier", false));
        assertTrue(fake.called("delete-stack") && !fake.called("delete-bucket"));
        assertTrue(said.toString().contains("Kept: a last snapshot of the database, and the bucket three-tier-111122223333-eu-central-1"));
    }

    @Test
    void destroyEmptiesTheBucketAfterTheStackIsGone() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"),
                stack("DELETE_COMPLETE"));
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertEquals(0, destroy("three-tier", true));
        assertTrue(Stream.of("cloudformation delete-stack", "s3 rm s3://three-tier-111122223333-eu-central-1 --recursive",
                "s3api delete-bucket").map(this::index)
                .reduce((one, next) -> one >= 0 && one < next ? next : -1).orElseThrow() > 0, fake.calls().toString());
    }

    @Test
    void destroyStopsAtDeletionProtection() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE").replace("\"Zones\"", "\"DeletionProtection\"")
                .replace("\"3\"", "\"true\""));
        assertTrue(assertThrows(DeployException.class, () -> destroy("three-tier", false)).getMessage()
                .contains("--param DeletionProtection=false"));
    }

    @Test
    void passwordsAreRotatedAroundTheReplacementOfTheNodes() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE")
                .replace("\"Outputs\": [", "\"Outputs\": [{\"OutputKey\": \"SchemaFunction\", \"OutputValue\": \"f\"},"
                + "{\"OutputKey\": \"AppNodes\", \"OutputValue\": \"g\"},"));
        fake.answers("lambda-invoke", "{\"StatusCode\": 200}");
        fake.answers("autoscaling-start-instance-refresh", "{\"InstanceRefreshId\": \"r\"}");
        fake.answers("autoscaling-describe-instance-refreshes", "{\"InstanceRefreshes\": [{\"Status\": \"InProgress\", \"PercentageComplete\": 50}]}",
                "{\"InstanceRefreshes\": [{\"Status\": \"Failed\", \"StatusReason\": \"a node is unhealthy\"}]}",
                        "{\"InstanceRefreshes\": [{\"Status\": \"Successful\"}]}");
        assertTrue(assertThrows(DeployException.class, this::rotate).getMessage().contains("a node is unhealthy"));
        assertFalse(fake.called("\"end\""), "the old password is still needed");
        assertEquals(0, rotate());
        assertTrue(index("lambda invoke") < index("autoscaling start-instance-refresh") && fake.called("{\"Rotate\": \"end\"}"));
    }

    private int rotate() {
        return new Rotate(Aws.connect(fake.path(), "eu-central-1"), project, said::add).run("three-tier");
    }

    private int deploy(Map<String, String> parameters, boolean dryRun) {
        return new Deploy(Aws.connect(fake.path(), "eu-central-1"), project, said::add, url -> {
            checked.add(url);
            return 0;
        }).run("three-tier", parameters, dryRun);
    }

    private int destroy(String answer, boolean artefacts) {
        return new Destroy(Aws.connect(fake.path(), "eu-central-1"), project, said::add, () -> Optional.of(answer))
                .run("three-tier", artefacts);
    }

    private String problem(String path, String region) {
        return assertThrows(DeployException.class, () -> Aws.connect(path, region)).getMessage();
    }

    private int index(String call) {
        List<String> calls = fake.calls();
        return calls.indexOf(calls.stream().filter(line -> line.startsWith(call)).findFirst().orElse(""));
    }

    private void changes(String action, String type) {
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_IN_PROGRESS\"}",
                "{\"Status\": \"CREATE_COMPLETE\", \"Changes\": [{\"ResourceChange\": "
                + "{\"Action\": \"" + action + "\", \"LogicalResourceId\": \"Vpc\", \"ResourceType\": \"" + type + "\"}}]}");
    }

    private void events(String... lists) {
        for (String list : lists) {
            fake.answers("cloudformation-describe-stack-events", "{\"StackEvents\": " + (list.startsWith("[") ? list : "[" + list + "]") + "}");
        }
    }

    private static String event(String id, String stack, String resource, String status, String reason) {
        return "{\"EventId\": \"" + id + "\", \"StackId\": \"" + stack + "\", \"LogicalResourceId\": \"" + resource
                + "\", \"ResourceType\": \"AWS::Some::Thing\", \"ResourceStatus\": \""
                + status + "\", \"ResourceStatusReason\": \"" + reason + "\"}";
    }

    private static String stack(String state) {
        return "{\"Stacks\": [{\"StackId\": \"" + ID + "\", \"StackStatus\": \"" + state
                + "\", \"Parameters\": [{\"ParameterKey\": \"Zones\", \"ParameterValue\": \"3\"},"
                + "{\"ParameterKey\": \"Gone\", \"ParameterValue\": \"1\"}], \"Outputs\": [{\"OutputKey\": \"Url\", \"OutputValue\": \"http://site.example\"}]}]}";
    }
}
