package threetier.command.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base class of the tests of AWS commands. It has a project and an AWS CLI with recorded answers. */
abstract class RecordedAws {

    static final String NO_STACK =
            "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id three-tier does not exist";
    static final String NO_CHANGE_SET =
            "An error occurred (ChangeSetNotFound) when calling the DescribeChangeSet operation: ChangeSet [three-tier-deploy] does not exist";
    static final String UNCHANGED =
            "{\"Status\": \"FAILED\", \"StatusReason\": \"The submitted information didn't contain changes.\"}";
    static final String ID = "arn:aws:cloudformation:eu-central-1:111122223333:stack/three-tier/1";
    static final String NESTED = "arn:aws:cloudformation:eu-central-1:111122223333:stack/three-tier-App/2";

    @TempDir
    Path folder;

    Path project;
    FakeAws fake;
    final List<String> said = new ArrayList<>();
    final List<String> checked = new ArrayList<>();

    @BeforeEach
    void project() throws Exception {
        project = folder.resolve("project");
        for (String file : new String[] {
            "httpd/launch",
            "payara/launch",
            "cloudformation/node/service",
            "target/three-tier.war",
            "target/payara-micro.jar",
            "target/three-tier-pool.jar",
            "target/three-tier-schema.jar",
            "src/schema/resources/db/migration/V1__timestamps.sql"
        }) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.writeString(project.resolve(file), file);
        }
        Files.copy(Path.of("cloudformation/three-tier.yaml"), project.resolve("cloudformation/three-tier.yaml"));
        Files.copy(Path.of("payara/pools.asadmin"), project.resolve("payara/pools.asadmin"));
        Files.createDirectories(project.resolve("docs"));
        Files.copy(Path.of("docs/aws-prices.yaml"), project.resolve("docs/aws-prices.yaml"));
        fake = new FakeAws(Files.createDirectory(folder.resolve("bin")));
        fake.answers(
                "cloudformation-package",
                "Successfully packaged artifacts and wrote output template to file three-tier.yaml.\nExecute the following: <command>");
        roomyAccount();
    }

    /** Records an account without resources, in a region whose three zones offer all instance types and classes. */
    private void roomyAccount() {
        fake.answers("service-quotas-get-service-quota", quota("100.0"));
        fake.answers(
                "ec2-describe-instance-types",
                "{\"InstanceTypes\": [" + processors("t4g.micro", 2) + ", " + processors("t4g.small", 2) + "]}");
        fake.answers("ec2-describe-instances", "{\"Reservations\": []}");
        fake.answers("ec2-describe-addresses", "{\"Addresses\": []}");
        fake.answers("ec2-describe-vpcs", "{\"Vpcs\": []}");
        fake.answers("elbv2-describe-load-balancers", "{\"LoadBalancers\": []}");
        fake.answers(
                "ec2-describe-availability-zones",
                "{\"AvailabilityZones\": [{\"ZoneName\": \"eu-central-1a\"}, {\"ZoneName\": \"eu-central-1b\"}, "
                        + "{\"ZoneName\": \"eu-central-1c\"}]}");
        fake.answers("ec2-describe-instance-type-offerings", instances("a", "b", "c"));
        fake.answers("rds-describe-orderable-db-instance-options", databases("a", "b", "c"));
        fake.answers(
                "ec2-describe-subnets",
                "{\"Subnets\": [" + subnet("public c", "c") + ", " + subnet("web a", "a") + ", "
                        + subnet("public a", "a") + ", " + subnet("public b", "b") + "]}");
    }

    static String quota(String value) {
        return "{\"Quota\": {\"Value\": " + value + "}}";
    }

    static String processors(String type, int number) {
        return "{\"InstanceType\": \"" + type + "\", \"VCpuInfo\": {\"DefaultVCpus\": " + number + "}}";
    }

    /** The zones of the region, by their last letters, that offer an instance type. */
    static String instances(String... zones) {
        return Stream.of(zones)
                .map(zone -> "{\"Location\": \"eu-central-1" + zone + "\"}")
                .collect(Collectors.joining(", ", "{\"InstanceTypeOfferings\": [", "]}"));
    }

    /** The zones of the region, by their last letters, that offer a database class. */
    static String databases(String... zones) {
        return Stream.of(zones)
                .map(zone -> "{\"Name\": \"eu-central-1" + zone + "\"}")
                .collect(Collectors.joining(
                        ", ", "{\"OrderableDBInstanceOptions\": [{\"AvailabilityZones\": [", "]}]}"));
    }

    private static String subnet(String name, String zone) {
        return "{\"AvailabilityZone\": \"eu-central-1" + zone
                + "\", \"Tags\": [{\"Key\": \"Name\", \"Value\": \"three-tier-Network-1X " + name + "\"}]}";
    }

    void deploy(Map<String, String> parameters, boolean dryRun) {
        deployment(checked::add).run(request(parameters, dryRun));
    }

    /** A deployment whose user has no terminal. */
    Deployment deployment(Consumer<String> check) {
        return new Deployment(aws(), project, said::add, Optional::empty, check);
    }

    static DeploymentRequest request(Map<String, String> parameters, boolean dryRun) {
        return new DeploymentRequest("three-tier", parameters, dryRun, Set.of(), true);
    }

    Aws aws() {
        return Aws.connect(fake.path(), "eu-central-1", Duration.ofMillis(1));
    }

    /**
     * Each query of the stack returns the next of these states. After the last state, it returns the last state again.
     */
    void states(String... states) {
        for (String state : states) {
            fake.answers("cloudformation-describe-stacks", stack(state));
        }
    }

    int index(String call) {
        List<String> calls = fake.calls();
        return calls.indexOf(
                calls.stream().filter(line -> line.startsWith(call)).findFirst().orElse(""));
    }

    void noChanges() {
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET)
                .answers("cloudformation-describe-change-set", UNCHANGED, UNCHANGED)
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
    }

    void changes(String action, String type) {
        fake.fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        fake.answers(
                "cloudformation-describe-change-set",
                "{\"Status\": \"CREATE_IN_PROGRESS\"}",
                "{\"Status\": \"CREATE_COMPLETE\", \"Changes\": [{\"ResourceChange\": " + "{\"Action\": \"" + action
                        + "\", \"LogicalResourceId\": \"Vpc\", \"ResourceType\": \"" + type + "\"}}]}");
    }

    void events(String... lists) {
        for (String list : lists) {
            fake.answers(
                    "cloudformation-describe-stack-events",
                    "{\"StackEvents\": " + (list.startsWith("[") ? list : "[" + list + "]") + "}");
        }
    }

    static String event(String id, String stack, String resource, String status, String reason) {
        return "{\"EventId\": \"" + id + "\", \"Timestamp\": \"2026-01-01T00:00:0" + id
                + ".123000+00:00\", \"StackId\": \"" + stack + "\", \"LogicalResourceId\": \"" + resource
                + "\", \"ResourceType\": \"AWS::Some::Thing\", \"ResourceStatus\": \""
                + status + "\", \"ResourceStatusReason\": \"" + reason + "\"}";
    }

    /** A stack that has these outputs. */
    static String stackWith(String state, Map<String, String> outputs) {
        String more = outputs.entrySet().stream()
                .map(output -> "{\"OutputKey\": \"" + output.getKey() + "\", \"OutputValue\": \"" + output.getValue()
                        + "\"}, ")
                .collect(Collectors.joining());
        return stack(state).replace("\"Outputs\": [", "\"Outputs\": [" + more);
    }

    static String nestedStack(String id) {
        return event(id, ID, "App", "UPDATE_IN_PROGRESS", "")
                .replace("AWS::Some::Thing", "AWS::CloudFormation::Stack")
                .replace("{", "{\"PhysicalResourceId\": \"" + NESTED + "\", ");
    }

    /** A database and a balancer, each in a nested stack. */
    void protectedParts() {
        String part =
                "{\"LogicalResourceId\": \"%s\", \"ResourceType\": \"%s\", \"PhysicalResourceId\": \"%s\", \"ResourceStatus\": \"DELETE_FAILED\"}";
        String database = part.formatted("Cluster", "AWS::RDS::DBCluster", "c");
        String balancer = part.formatted("Balancer", "AWS::ElasticLoadBalancingV2::LoadBalancer", "arn:nlb");
        String nested = part.formatted("Database", "AWS::CloudFormation::Stack", "arn:database") + ","
                + part.formatted("App", "AWS::CloudFormation::Stack", "arn:app");
        for (String inside : List.of(nested, database, database, balancer)) {
            fake.answers("cloudformation-describe-stack-resources", "{\"StackResources\": [" + inside + "]}");
        }
    }

    static String protectedStack(String state) {
        return stack(state).replace("\"Zones\"", "\"DeletionProtection\"").replace("\"3\"", "\"true\"");
    }

    /** @param outputs names and values in turn */
    static String withOutputs(String stack, String... outputs) {
        StringBuilder added = new StringBuilder("\"Outputs\": [");
        for (int i = 0; i < outputs.length; i += 2) {
            added.append("{\"OutputKey\": \"%s\", \"OutputValue\": \"%s\"},".formatted(outputs[i], outputs[i + 1]));
        }
        return stack.replace("\"Outputs\": [", added);
    }

    static String stack(String state) {
        return "{\"Stacks\": [{\"StackId\": \"" + ID + "\", \"StackStatus\": \"" + state
                + "\", \"Parameters\": [{\"ParameterKey\": \"Zones\", \"ParameterValue\": \"3\"},"
                + "{\"ParameterKey\": \"Gone\", \"ParameterValue\": \"1\"}], \"Outputs\": [{\"OutputKey\": \"Url\", \"OutputValue\": \"http://site.example\"}]}]}";
    }
}
