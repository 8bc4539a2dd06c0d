package threetier.command.rehearse.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** What the roles of the templates may do, and policies that no template has. */
class PermissionsTest {

    private static final Map<String, Template> TEMPLATES = Template.folder(Path.of("cloudformation"));
    private static final PhysicalNames NAMES = new PhysicalNames();
    private static final Map<String, String> CONTEXT =
            Map.of("aws:SecureTransport", "true", "aws:RequestedRegion", "eu-central-1");

    private final Permissions permissions = new Permissions(EvaluatedStack.of(
            TEMPLATES, Map.of("Protocol", "ajp", "Sessions", "replication", "AccessLogBucket", "new"), NAMES));

    @Test
    void aNodeReadsItsOwnBundleAndNoOther() {
        String bundles = "arn:aws:s3:::artefacts/";
        assertTrue(may("Web/Role", "s3:GetObject", bundles + "web-" + "0".repeat(64) + ".tar.gz", CONTEXT));
        assertTrue(may("App/Role", "s3:GetObject", bundles + "app-" + "1".repeat(64) + ".tar.gz", CONTEXT));
        assertEquals(
                Optional.of("because no identity-based policy allows the s3:GetObject action"),
                permissions.refusal(
                        "Web/Role", "s3:GetObject", bundles + "app-" + "1".repeat(64) + ".tar.gz", CONTEXT));
        assertEquals(false, may("Web/Role", "s3:PutObject", bundles + "web-" + "0".repeat(64) + ".tar.gz", CONTEXT));
    }

    @Test
    void onlyTheAppTierAndTheFunctionReadPasswords() {
        String secret = NAMES.reference("Schema/WriterSecret", "AWS::SecretsManager::Secret");
        String read = "secretsmanager:GetSecretValue";
        assertTrue(may("App/Role", read, secret, CONTEXT));
        assertTrue(may("Schema/Role", read, secret, CONTEXT));
        assertEquals(false, may("Web/Role", read, secret, CONTEXT));
        assertEquals(false, may("App/Role", "secretsmanager:PutSecretValue", secret, CONTEXT));
        String ajp = NAMES.reference("Security/AjpSecret", "AWS::SecretsManager::Secret");
        assertTrue(may("Web/Role", read, ajp, CONTEXT) && may("App/Role", read, ajp, CONTEXT));
        assertEquals(false, may("Schema/Role", read, ajp, CONTEXT));
        String administrator = NAMES.attribute("Database/Cluster", "AWS::RDS::DBCluster", "MasterUserSecret.SecretArn");
        assertTrue(may("Schema/Role", read, administrator, CONTEXT));
        assertEquals(false, may("App/Role", read, administrator, CONTEXT));
    }

    @Test
    void aNodeWritesToStreamsOfItsOwnGroupOnly() {
        String stream =
                NAMES.attribute("App/LogGroup", "AWS::Logs::LogGroup", "Arn").replace(":*", ":log-stream:i-1");
        assertTrue(may("App/Role", "logs:PutLogEvents", stream, CONTEXT));
        assertEquals(false, may("Web/Role", "logs:PutLogEvents", stream, CONTEXT));
    }

    @Test
    void aNodeCompletesTheHookOfItsOwnGroupOnly() {
        String group = "arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:0:autoScalingGroupName/"
                + NAMES.reference("App/Nodes", "AWS::AutoScaling::AutoScalingGroup");
        assertTrue(may("App/Role", "autoscaling:CompleteLifecycleAction", group, CONTEXT));
        assertEquals(false, may("Web/Role", "autoscaling:CompleteLifecycleAction", group, CONTEXT));
    }

    @Test
    void conditionsOfTheTemplatesAreMetOrNot() {
        String put = "cloudwatch:PutMetricData";
        assertTrue(may("Web/Role", put, "*", Map.of("cloudwatch:namespace", "three-tier/stack")));
        assertEquals(false, may("Web/Role", put, "*", Map.of("cloudwatch:namespace", "other")));
        assertEquals(false, may("Web/Role", put, "*", Map.of()));
        assertTrue(may("App/Role", "ec2:DescribeInstances", "*", CONTEXT));
        assertEquals(false, may("App/Role", "ec2:DescribeInstances", "*", Map.of("aws:RequestedRegion", "us-east-1")));
    }

    /** The bucket's policy denies what is not over TLS, whatever the role allows. */
    @Test
    void anExplicitDenyWins() {
        Map<String, Object> role = new HashMap<>(TEMPLATES.get("web-tier.yaml").resource("Role"));
        String object = "arn:aws:s3:::" + NAMES.reference("Recipients/Bucket", "AWS::S3::Bucket") + "/x";
        Permissions changed = withStatement(role, Map.of("Effect", "Allow", "Action", "s3:*", "Resource", "*"));
        assertEquals(Optional.empty(), changed.refusal("Web/Role", "s3:GetObject", object, CONTEXT));
        assertEquals(
                Optional.of("with an explicit deny in the policy of Recipients/BucketPolicy"),
                changed.refusal("Web/Role", "s3:GetObject", object, Map.of("aws:SecureTransport", "false")));
    }

    @Test
    void wildcardsStayWithinAPartOfAnArn() {
        PolicyStatement statement = statement(Map.of(
                "Effect", "Allow", "Action", "s3:Get?bject", "Resource", List.of("arn:aws:s3:::a*/x-?", "arn:*:y")));
        assertTrue(statement.matches("s3:getobject", "arn:aws:s3:::bucket".replace("bucket", "ab/c/x-1"), Map.of()));
        assertEquals(false, statement.matches("s3:GetObject", "arn:aws:s3:::a/x-12", Map.of()));
        assertEquals(false, statement.matches("s3:GetObject", "arn:aws:s3:::y", Map.of()));
        assertEquals(false, statement.matches("s3:GetObjectAcl", "arn:aws:s3:::a/x-1", Map.of()));
    }

    /** Whatever the evaluator does not know must stop a rehearsal, because to ignore it may allow too much. */
    @Test
    void whatIsUnknownIsAnErrorAndNeverAllows() {
        refused(
                "condition operator NumericLessThan",
                "Condition",
                Map.of("NumericLessThan", Map.of("s3:max-keys", "1")));
        refused(
                "condition operator StringEqualsIfExists",
                "Condition",
                Map.of("StringEqualsIfExists", Map.of("a", "b")));
        refused("NotAction", "NotAction", "s3:GetObject");
        refused("NotResource", "NotResource", "*");
        refused("variable in arn:aws:s3:::${aws:username}/*", "Resource", "arn:aws:s3:::${aws:username}/*");
        refused("Effect allow", "Effect", "allow");
        Map<String, Object> role = new HashMap<>(TEMPLATES.get("web-tier.yaml").resource("Role"));
        Map<String, Object> properties = new HashMap<>(Template.map(role.get("Properties")));
        properties.put("ManagedPolicyArns", List.of("arn:aws:iam::aws:policy/AdministratorAccess"));
        role.put("Properties", properties);
        Permissions managed = new Permissions(evaluated(role));
        assertTrue(assertThrows(CommandException.class, () -> managed.of("Web/Role"))
                .getMessage()
                .contains("ManagedPolicyArns"));
    }

    private static void refused(String what, String key, Object value) {
        Map<String, Object> statement = new HashMap<>(Map.of("Effect", "Allow", "Action", "s3:*", "Resource", "*"));
        statement.put(key, value);
        assertEquals(
                "The policy of Web/Role has the " + what + ", which a rehearsal cannot evaluate.",
                assertThrows(CommandException.class, () -> statement(statement)).getMessage());
    }

    private static PolicyStatement statement(Map<String, Object> statement) {
        return new PolicyStatement("Web/Role", statement);
    }

    private boolean may(String role, String action, String resource, Map<String, String> context) {
        return permissions.refusal(role, action, resource, context).isEmpty();
    }

    private static Permissions withStatement(Map<String, Object> role, Map<String, Object> statement) {
        Map<String, Object> properties = new HashMap<>(Template.map(role.get("Properties")));
        properties.put(
                "Policies",
                List.of(Map.of("PolicyName", "planted", "PolicyDocument", Map.of("Statement", List.of(statement)))));
        role.put("Properties", properties);
        return new Permissions(evaluated(role));
    }

    /** The templates with another role of the web tier. */
    private static EvaluatedStack evaluated(Map<String, Object> role) {
        Template tier = TEMPLATES.get("web-tier.yaml");
        Map<String, Object> resources = new HashMap<>(tier.section("Resources"));
        resources.put("Role", role);
        Map<String, Object> content = new HashMap<>(tier.content());
        content.put("Resources", resources);
        Map<String, Template> templates = new HashMap<>(TEMPLATES);
        templates.put(tier.name(), new Template(tier.name(), content));
        return EvaluatedStack.of(templates, Map.of("AccessLogBucket", "new"), NAMES);
    }
}
