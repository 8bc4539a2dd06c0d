package threetier.command.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of the tests of AWS commands: a project, and an AWS CLI with recorded answers. */
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
        fake = new FakeAws(Files.createDirectory(folder.resolve("bin")));
        fake.answers(
                "cloudformation-package",
                "Successfully packaged artifacts and wrote output template to file three-tier.yaml.\nExecute the following: <command>");
    }

    void deploy(Map<String, String> parameters, boolean dryRun) {
        new Deployment(aws(), project, said::add, checked::add).run("three-tier", parameters, dryRun);
    }

    Aws aws() {
        return Aws.connect(fake.path(), "eu-central-1", Duration.ofMillis(1));
    }

    /** Each query of the stack returns the next of these states, and then the last one again. */
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
