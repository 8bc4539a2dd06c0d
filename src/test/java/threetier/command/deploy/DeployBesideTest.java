package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** Tests of {@code deploy --beside}. */
class DeployBesideTest extends RecordedAws {

    private static final String NO_SHOP = NO_STACK.replace("three-tier", "shop");

    /** The outputs of the nested stacks of the first stack that this deployment uses. */
    private static final Map<String, Map<String, String>> NESTED_OUTPUTS = Map.of(
            "Network",
            Map.of("VpcId", "vpc-1", "WebSubnets", "w-1,w-2", "AppSubnets", "a-1,a-2", "FunctionSubnets", "f-1,f-2"),
            "Security",
            Map.of("AlbGroup", "sg-alb", "DataGroup", "sg-data"),
            "Database",
            Map.of("ClusterId", "cluster-1", "WriterEndpoint", "w", "ReaderEndpoint", "r", "MasterSecret", "arn:m"),
            "Recipients",
            Map.of("Topic", "arn:topic"),
            "Web",
            Map.of(
                    "Balancer",
                    "alb.example",
                    "BalancerZone",
                    "Z1",
                    "HttpListener",
                    "arn:http",
                    "BalancerName",
                    "app/alb/1"));

    @BeforeEach
    void firstStack() throws Exception {
        Files.copy(Path.of("cloudformation/application.yaml"), project.resolve("cloudformation/application.yaml"));
        first(Map.of(), NESTED_OUTPUTS);
    }

    @Test
    void aSecondApplicationGetsTheNetworkTheBalancersAndTheClusterOfTheFirst() {
        newStack();
        fake.fails(
                "cloudformation-describe-stack-resource",
                "An error occurred (ValidationError) when calling the DescribeStackResource operation: "
                        + "Resource Database does not exist for stack shop");
        assertTrue(deploy(Map.of("Host", "shop.example.org", "AppSizes", "2,3,6")));
        assertFalse(fake.called("set-stack-policy"), "a policy may only name what its stack has");
        Map<String, String> parameters = given();
        Map.of(
                        "Beside",
                        "first",
                        "Host",
                        "shop.example.org",
                        "AppSizes",
                        "2,3,6",
                        "WebSubnets",
                        "w-1,w-2",
                        "PublicListener",
                        "arn:http",
                        "PublicGroup",
                        "sg-alb",
                        "ClusterGroup",
                        "sg-data",
                        "MasterSecret",
                        "arn:m",
                        "Database",
                        "besideshop",
                        "Priority",
                        "500")
                .forEach((name, value) -> assertEquals(value, parameters.get(name), name));
        assertEquals("none", parameters.get("OriginListener"));
        assertTrue(
                fake.called("cloudformation package --template-file " + project + "/cloudformation/application.yaml"));
        assertTrue(fake.called("execute-change-set"));
        assertFalse(
                fake.calls().stream()
                        .anyMatch(
                                call -> call.matches("cloudformation (create|execute|delete)-.*--stack-name first.*")),
                "the first stack changes");
        assertTrue(said.stream().anyMatch(line -> line.startsWith("This costs about ")), said.toString());
        assertEquals(List.of("http://site.example"), checked);
    }

    /** A rule for a path of a host comes before one for the whole host. */
    @Test
    void aThirdApplicationGetsTheNextNumber() {
        fake.answers(
                "cloudformation-describe-all-stacks",
                "{\"Stacks\": ["
                        + described("blog", Map.of("Beside", "first", "Priority", "100", "Path", "/blog"), Map.of())
                        + ", "
                        + described("other", Map.of("Beside", "elsewhere", "Priority", "101"), Map.of()) + "]}");
        newStack();
        assertTrue(deploy(Map.of("Path", "/shop")));
        assertEquals("101", given().get("Priority"));
    }

    @Test
    void anUpdateKeepsItsNumberAndItsDatabase() {
        fake.answers(
                "cloudformation-describe-stacks.of.shop",
                "{\"Stacks\": ["
                        + described(
                                "shop",
                                Map.of(
                                        "Beside",
                                        "first",
                                        "Priority",
                                        "507",
                                        "Database",
                                        "besideold",
                                        "Host",
                                        "shop.example.org"),
                                Map.of("Url", "http://shop.example.org"))
                        + "]}");
        noChanges();
        assertTrue(deploy(Map.of()));
        assertEquals("507", given().get("Priority"));
        assertEquals("besideold", given().get("Database"));
        assertEquals(List.of("http://shop.example.org"), checked);
    }

    @Test
    void refusals() {
        fake.fails("cloudformation-describe-stacks.of.shop", NO_SHOP);
        assertRefused(Map.of(), "Where is the application?");
        assertRefused(Map.of("Host", "alb.example"), "alb.example is a name of first itself");
        fake.answersOnly(
                "cloudformation-describe-all-stacks",
                "{\"Stacks\": [" + described("s-hop", Map.of("Beside", "first", "Database", "besideshop"), Map.of())
                        + "]}");
        assertRefused(Map.of("Host", "shop.example.org"), "The name of the stack is too much like s-hop");
        fake.answersOnly(
                "cloudformation-describe-all-stacks",
                "{\"Stacks\": [" + described("blog", Map.of("Beside", "first", "Host", "", "Path", "/shop"), Map.of())
                        + "]}");
        assertRefused(Map.of("Path", "/shop"), "blog is already at /shop.");
        first(Map.of("Beside", "site"), NESTED_OUTPUTS);
        assertRefused(Map.of("Path", "/shop"), "first is itself a second application. Choose --beside site.");
        first(Map.of("GlobalCluster", "first-global"), NESTED_OUTPUTS);
        assertRefused(Map.of("Path", "/shop"), "first has two regions, and a second application has one.");
        Map<String, Map<String, String>> old = new TreeMap<>(NESTED_OUTPUTS);
        old.put("Web", Map.of("Balancer", "alb.example", "BalancerName", "app/alb/1"));
        first(Map.of(), old);
        assertRefused(Map.of("Path", "/shop"), "First run: ./three-tier deploy --stack first");
        first(
                Map.of("Balancers", "internal", "DomainName", "www.example.org", "CertificateArn", "arn:c"),
                NESTED_OUTPUTS);
        fake.answersOnly("cloudformation-describe-stacks.of.Web", stackOf(Map.of()));
        fake.answers(
                "cloudformation-describe-stacks.of.Origin",
                stackOf(Map.of("Group", "sg-o", "Listener", "arn:o", "BalancerName", "app/o/1")));
        assertRefused(Map.of("Host", "shop.example.org"), "Behind CloudFront, a second application needs a path");
        fake.answersOnly(
                "cloudformation-describe-stacks.of.first", stackOf(Map.of()).replace("UPDATE_COM", "ROLLBACK_COM"));
        assertRefused(Map.of("Path", "/shop"), "The stack first is in the state ROLLBACK_COMPLETE.");
        fake.failsOnly("cloudformation-describe-stacks.of.first", NO_STACK);
        assertRefused(Map.of("Path", "/shop"), "There is no stack first in eu-central-1.");
        assertFalse(fake.called("create-change-set"));
    }

    /** The balancer of the second application would be gone. */
    @Test
    void theFirstKeepsABalancerThatASecondApplicationUses() {
        states("UPDATE_COMPLETE");
        fake.answers(
                "cloudformation-describe-all-stacks",
                "{\"Stacks\": [" + described("shop", Map.of("Beside", "three-tier", "Balancers", "public"), Map.of())
                        + "]}");
        Map<String, String> internal = Map.of(
                "Balancers",
                "internal",
                "DomainName",
                "www.example.org",
                "CertificateArn",
                "arn:c",
                "CloudFrontAddresses",
                "pl-1");
        String refusal = assertThrows(CommandException.class, () -> deploy(internal, false))
                .getMessage();
        assertTrue(
                refusal.startsWith("shop still gets its requests from the balancer that would go.")
                        && refusal.endsWith(
                                "./three-tier deploy --beside three-tier --stack shop --region eu-central-1"),
                refusal);
        assertFalse(fake.called("create-change-set"));
    }

    private void assertRefused(Map<String, String> parameters, String reason) {
        String message =
                assertThrows(CommandException.class, () -> deploy(parameters)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    private boolean deploy(Map<String, String> parameters) {
        return new BesideDeployment(aws(), project, said::add, Optional::empty, checked::add)
                .run(new DeploymentRequest("shop", parameters, false, Set.of(), true), "first");
    }

    private void newStack() {
        fake.fails("cloudformation-describe-stacks.of.shop", NO_SHOP);
        fake.answers(
                "cloudformation-describe-stacks.of.shop",
                stackOf(Map.of()).replace("UPDATE_COMPLETE", "REVIEW_IN_PROGRESS"),
                stack("CREATE_IN_PROGRESS"),
                stack("CREATE_COMPLETE"));
        fake.answers("cloudformation-describe-stacks.of.1", stack("CREATE_COMPLETE"));
        changes("Add", "AWS::EC2::Instance");
        events("[]", event("1", ID, "three-tier", "CREATE_IN_PROGRESS", "User Initiated"));
    }

    /** The values of the parameters of the change set. */
    private Map<String, String> given() {
        String call = fake.calls().stream()
                .filter(line -> line.startsWith("cloudformation create-change-set"))
                .findFirst()
                .orElseThrow();
        Map<String, String> given = new TreeMap<>();
        for (String part : call.split(" ")) {
            if (part.startsWith("ParameterKey=") && part.contains(",ParameterValue=")) {
                String[] pair = part.substring("ParameterKey=".length()).split(",ParameterValue=", 2);
                given.put(pair[0], pair[1].replace("\\,", ","));
            } else if (part.startsWith("ParameterKey=")) {
                given.put(part.replaceAll("ParameterKey=|,.*", ""), "as before");
            }
        }
        return given;
    }

    private void first(Map<String, String> parameters, Map<String, Map<String, String>> nested) {
        fake.answersOnly(
                "cloudformation-describe-stacks.of.first",
                "{\"Stacks\": [" + described("first", parameters, Map.of()) + "]}");
        fake.answersOnly(
                "cloudformation-describe-stack-resources",
                "{\"StackResources\": ["
                        + nested.keySet().stream()
                                .map(id -> "{\"LogicalResourceId\": \"" + id + "\", \"PhysicalResourceId\": \"" + id
                                        + "\", \"ResourceType\": \"AWS::CloudFormation::Stack\"}")
                                .collect(Collectors.joining(","))
                        + ", {\"LogicalResourceId\": \"Origin\", \"PhysicalResourceId\": \"Origin\","
                        + " \"ResourceType\": \"AWS::CloudFormation::Stack\"}]}");
        nested.forEach((id, outputs) -> fake.answersOnly("cloudformation-describe-stacks.of." + id, stackOf(outputs)));
        fake.answersOnly("cloudformation-describe-stacks.of.Origin", stackOf(Map.of()));
    }

    private static String stackOf(Map<String, String> outputs) {
        return "{\"Stacks\": [" + described("nested", Map.of(), outputs) + "]}";
    }

    private static String described(String name, Map<String, String> parameters, Map<String, String> outputs) {
        return "{\"StackId\": \"" + ID + "\", \"StackName\": \"" + name
                + "\", \"StackStatus\": \"UPDATE_COMPLETE\", \"Parameters\": [" + pairs("Parameter", parameters)
                + "], \"Outputs\": [" + pairs("Output", outputs) + "]}";
    }

    private static String pairs(String kind, Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value -> "{\"" + kind + "Key\": \"" + value.getKey() + "\", \"" + kind + "Value\": \""
                                + value.getValue() + "\"}")
                        .collect(Collectors.joining(","));
    }
}
