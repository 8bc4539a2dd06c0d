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
import threetier.stage.StageException;

/** {@code deploy} and {@code destroy} against answers as AWS gives them. */
class DeployTest {

    private static final String NO_STACK = "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id three-tier does not exist";
    private static final String NO_CHANGE_SET = "An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: ChangeSet [three-tier-deploy] does not exist";
    private static final String UNCHANGED = "{\"Status\": \"FAILED\", \"StatusReason\": \"The submitted information didn't contain changes.\"}";
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
        fake.fails("cloudformation-describe-stacks", NO_STACK)
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
        assertFalse(fake.called("UsePreviousValue"), "an earlier attempt that came to nothing has chosen nothing");
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
        noChanges();
        assertEquals(0, deploy(Map.of(), false));
        assertFalse(fake.called("execute-change-set"));
        assertEquals(List.of("http://site.example"), checked);
    }

    /** A balancer that is new finds its nodes healthy a few seconds after CloudFormation is done. */
    @Test
    void aSiteThatIsNotThereYetIsCheckedAgain() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        noChanges();
        Deploy deploy = new Deploy(Aws.connect(fake.path(), "eu-central-1"), project, said::add, url -> {
            checked.add(url);
            if (checked.size() < 3) {
                throw new StageException("503");
            }
            return 0;
        });
        assertEquals(0, deploy.run("three-tier", Map.of(), false));
        assertEquals(3, checked.size());
    }

    @Test
    void aSiteThatStaysAwayIsAFailure() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        noChanges();
        Deploy deploy = new Deploy(Aws.connect(fake.path(), "eu-central-1"), project, said::add, url -> {
            throw new StageException(url + " does not work: 503");
        });
        assertEquals("http://site.example does not work: 503",
                assertThrows(StageException.class, () -> deploy.run("three-tier", Map.of(), false)).getMessage());
    }

    @Test
    void aDryRunChangesNothing() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        assertEquals(0, deploy(Map.of(), true));
        assertFalse(fake.called("execute-change-set"));
        assertTrue(fake.called("cloudformation delete-change-set"));
        assertEquals(List.of(), checked);
    }

    @Test
    void aDryRunLeavesNoNameBehind() {
        fake.fails("cloudformation-describe-stacks", NO_STACK).answers("cloudformation-describe-stacks", stack("REVIEW_IN_PROGRESS"));
        changes("Add", "AWS::EC2::VPC");
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        assertEquals(0, deploy(Map.of(), true));
        assertTrue(index("cloudformation delete-change-set") > 0
                && index("cloudformation delete-change-set") < index("cloudformation delete-stack"), fake.calls().toString());
    }

    /** Interrupted while it made a change set, which goes on by itself and is then in the way. */
    @Test
    void aChangeSetThatWasLeftIsRemovedFirst() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_IN_PROGRESS\"}", "{\"Status\": \"CREATE_COMPLETE\"}",
                "{\"Status\": \"DELETE_IN_PROGRESS\"}").fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        fake.answers("cloudformation-describe-change-set", UNCHANGED).fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        assertEquals(0, deploy(Map.of(), false));
        assertTrue(index("cloudformation delete-change-set") < index("cloudformation create-change-set"), fake.calls().toString());
    }

    /** CloudFormation cannot always tell what a nested stack will be before the one exists that it depends on. */
    @Test
    void whatCannotBeSeenBeforehandIsDeployedAllTheSame() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET).answers("cloudformation-describe-change-set",
                "{\"Status\": \"FAILED\", \"StatusReason\": \"Nested change set arn:nested was not successfully created: Currently in FAILED.\"}",
                "{\"Status\": \"FAILED\", \"StatusReason\": \"Template error: Fn::Select cannot select nonexistent value at index 1\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\", \"Changes\": [{\"ResourceChange\": "
                + "{\"Action\": \"Modify\", \"LogicalResourceId\": \"App\", \"ResourceType\": \"AWS::CloudFormation::Stack\"}}]}");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        assertEquals(0, deploy(Map.of(), false));
        assertTrue(fake.called("--no-include-nested-stacks") && fake.called("execute-change-set"));
        assertTrue(said.toString().contains("Fn::Select cannot select") && said.stream()
                .anyMatch(line -> line.matches("  change +App +AWS::CloudFormation::Stack")), said.toString());
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
        events("[]", nestedStack("2"), "[" + event("5", NESTED, "Nodes", "UPDATE_FAILED", "Received FAILURE signal with UniqueId i-0def") + ","
                + event("4", NESTED, "Nodes", "UPDATE_FAILED", "Received FAILURE signal with UniqueId i-0abc") + ","
                + event("3", NESTED, "Nodes", "UPDATE_IN_PROGRESS", "") + "]");
        fake.answers("cloudformation-describe-stack-resource",
                "{\"StackResourceDetail\": {\"PhysicalResourceId\": \"three-tier-App-LogGroup-1X\"}}");
        fake.answers("logs-get-log-events", "{\"events\": [{\"message\": \"payara/launch: the application was not ready within 180 s\"}]}");
        DeployException failure = assertThrows(DeployException.class, () -> deploy(Map.of(), false));
        assertTrue(fake.called("describe-stack-resource --stack-name " + NESTED + " --logical-resource-id LogGroup"));
        assertTrue(fake.called("logs get-log-events --log-group-name three-tier-App-LogGroup-1X --log-stream-name i-0abc"));
        assertFalse(fake.called("--log-stream-name i-0def"), "the first cause is told");
        assertTrue(failure.getMessage().contains("App/Nodes") && failure.getMessage()
                .endsWith("  | payara/launch: the application was not ready within 180 s"), failure.getMessage());
    }

    /** A stack remembers what happened for three months. */
    @Test
    void whatHappenedBeforeIsNoNews() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"), stack("UPDATE_COMPLETE"),
                stack("UPDATE_ROLLBACK_COMPLETE"));
        changes("Modify", "AWS::RDS::DBCluster");
        String before = event("2", NESTED, "Nodes", "CREATE_FAILED", "Received FAILURE signal with UniqueId i-0old");
        String past = event("3", ID, "three-tier", "UPDATE_COMPLETE", "");
        // Of the root three times, then of the nested stack
        String root = event("4", ID, "Cluster", "UPDATE_FAILED", "DB engine version is not available") + "," + past + "," + nestedStack("1");
        events(past + "," + nestedStack("1"), root, root, before);
        DeployException failure = assertThrows(DeployException.class, () -> deploy(Map.of(), false));
        assertTrue(failure.getMessage().endsWith("Cluster: DB engine version is not available"), failure.getMessage());
        assertFalse(said.toString().contains("i-0old"), said.toString());
    }

    @Test
    void aDryRunRemovesNothing() {
        fake.answers("cloudformation-describe-stacks", stack("ROLLBACK_COMPLETE"));
        assertTrue(assertThrows(DeployException.class, () -> deploy(Map.of(), true)).getMessage().contains("left the stack in ROLLBACK_COMPLETE"));
        assertFalse(fake.called("delete-stack"));
    }

    @Test
    void aHalfRemovedStackIsRemovedFirst() {
        fake.answers("cloudformation-describe-stacks", stack("DELETE_FAILED"));
        assertTrue(assertThrows(DeployException.class, () -> deploy(Map.of(), false)).getMessage().contains("./three-tier destroy"));
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

    /** The balancer's own name is in no certificate, so the site has one of its own. */
    @Test
    void aCertificateComesWithTheNameItIsFor() {
        assertEquals("CertificateArn needs DomainName too; see cloudformation/README.md",
                assertThrows(DeployException.class, () -> deploy(Map.of("CertificateArn", "arn:aws:acm:1"), false)).getMessage());
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE").replace("\"Outputs\": [",
                "\"Outputs\": [{\"OutputKey\": \"Balancer\", \"OutputValue\": \"b.elb.amazonaws.com\"},"));
        noChanges();
        assertEquals(0, deploy(Map.of("CertificateArn", "arn:aws:acm:1", "DomainName", "site.example"), false));
        assertTrue(said.contains("http://site.example needs a DNS record that leads to b.elb.amazonaws.com"), said.toString());
    }

    @Test
    void aBucketOfSomebodyElseIsNotUsed() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        fake.fails("s3api-head-bucket", "An error occurred (403) when calling the HeadBucket operation: Forbidden");
        assertTrue(assertThrows(DeployException.class, () -> deploy(Map.of(), false)).getMessage().contains("belongs to another account"));
        assertTrue(fake.called("head-bucket --bucket three-tier-111122223333-eu-central-1 --expected-bucket-owner 111122223333"));
        assertFalse(fake.called("put-object"));
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
                "-Dthreetier.project=" + project, "-cp", System.getProperty("java.class.path"), "threetier.deploy.Main", "deploy");
        java.environment().put("PATH", fake.path());
        java.environment().put("AWS_REGION", "eu-north-1");
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
        assertTrue(fake.called("execute-change-set --stack-name three-tier --change-set-name three-tier-deploy --region eu-north-1"));
        assertFalse(fake.called("cancel") || fake.called("delete-stack"));
    }

    @Test
    void aStackThatChangesIsFollowedFirst() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_IN_PROGRESS"), stack("UPDATE_IN_PROGRESS"),
                stack("UPDATE_IN_PROGRESS"), stack("UPDATE_COMPLETE"));
        events(event("3", ID, "Cluster", "UPDATE_IN_PROGRESS", "") + ","
                + event("2", ID, "three-tier", "UPDATE_IN_PROGRESS", "").replace("{", "{\"PhysicalResourceId\": \"" + ID + "\", ") + ","
                + event("1", ID, "Cluster", "UPDATE_FAILED", "of last year"));
        noChanges();
        assertEquals(0, deploy(Map.of(), false));
        assertTrue(said.get(0).startsWith("the stack is just changing (UPDATE_IN_PROGRESS)"));
        assertTrue(said.get(1).endsWith("three-tier                               UPDATE_IN_PROGRESS")
                && !said.toString().contains("of last year"), said.toString());
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
        assertTrue(said.toString().contains("Kept: a last snapshot of the database, its error log in CloudWatch, and the bucket three-tier-111122223333-eu-central-1"));
    }

    /** No stack knows them, and the cluster stays as long as one is there. */
    @Test
    void destroyRemovesTheReadersThatLoadHasBrought() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE").replace("\"Outputs\": [",
                "\"Outputs\": [{\"OutputKey\": \"Cluster\", \"OutputValue\": \"c\"},"), stack("CREATE_COMPLETE"));
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE").replace("\"Outputs\": [",
                "\"Outputs\": [{\"OutputKey\": \"Cluster\", \"OutputValue\": \"c\"},"), stack("CREATE_COMPLETE"), stack("DELETE_COMPLETE"));
        fake.answers("rds-describe-db-instances", "{\"DBInstances\": [{\"DBInstanceIdentifier\": \"three-tier-instance1\"}, "
                + "{\"DBInstanceIdentifier\": \"application-autoscaling-1\"}]}");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertEquals(0, destroy("three-tier", false));
        assertTrue(Stream.of("application-autoscaling register-scalable-target --service-namespace rds --resource-id cluster:c",
                "rds delete-db-instance --db-instance-identifier application-autoscaling-1", "cloudformation delete-stack").map(this::index)
                .reduce((one, next) -> one >= 0 && one < next ? next : -1).orElseThrow() > 0, fake.calls().toString());
        assertFalse(fake.called("--db-instance-identifier three-tier-instance1"));
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

    private void noChanges() {
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET).answers("cloudformation-describe-change-set", UNCHANGED, UNCHANGED)
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
    }

    private void changes(String action, String type) {
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET);
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
        return "{\"EventId\": \"" + id + "\", \"Timestamp\": \"2026-01-01T00:00:0" + id + ".123000+00:00\", \"StackId\": \"" + stack + "\", \"LogicalResourceId\": \"" + resource
                + "\", \"ResourceType\": \"AWS::Some::Thing\", \"ResourceStatus\": \""
                + status + "\", \"ResourceStatusReason\": \"" + reason + "\"}";
    }

    private static String nestedStack(String id) {
        return event(id, ID, "App", "UPDATE_IN_PROGRESS", "").replace("AWS::Some::Thing", "AWS::CloudFormation::Stack")
                .replace("{", "{\"PhysicalResourceId\": \"" + NESTED + "\", ");
    }

    private static String stack(String state) {
        return "{\"Stacks\": [{\"StackId\": \"" + ID + "\", \"StackStatus\": \"" + state
                + "\", \"Parameters\": [{\"ParameterKey\": \"Zones\", \"ParameterValue\": \"3\"},"
                + "{\"ParameterKey\": \"Gone\", \"ParameterValue\": \"1\"}], \"Outputs\": [{\"OutputKey\": \"Url\", \"OutputValue\": \"http://site.example\"}]}]}";
    }
}
