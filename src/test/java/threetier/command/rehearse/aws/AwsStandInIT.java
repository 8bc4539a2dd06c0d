package threetier.command.rehearse.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.json.Json;
import threetier.command.process.Executables;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/**
 * The real AWS CLI asks the stand-in over TLS what user data and scripts of the nodes ask, with the credentials and the
 * policies of both node roles. The web node is 127.0.0.1, and the app node 127.0.0.2.
 */
@Tag("install")
class AwsStandInIT {

    private static final String WEB = "i-0aaaaaaaaaaaaaaa1";
    private static final String APP = "i-0bbbbbbbbbbbbbbb2";
    private static final String PASSWORD = "public";
    private static final String SECRET = "AWS::SecretsManager::Secret";
    private static final Map<String, String> PARAMETERS = Map.of("Protocol", "ajp", "Sessions", "replication");
    private static final PhysicalNames NAMES = new PhysicalNames();

    @TempDir
    private static Path folder;

    private static AwsStandIn standIn;
    private static EvaluatedStack deployment;

    @BeforeAll
    static void start() throws Exception {
        Tools.need("The AWS CLI", () -> Executables.find("aws").isPresent(), "awscli");
        Tools.need("curl", () -> Executables.find("curl").isPresent(), "curl");
        Path objects = Files.createDirectories(folder.resolve("state/objects/artefacts"));
        Files.writeString(objects.resolve("web-" + "0".repeat(64) + ".tar.gz"), "the bundle");
        deployment = EvaluatedStack.of(Template.folder(Path.of("cloudformation")), PARAMETERS, NAMES);
        Path keys = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-keyalg",
                "EC",
                "-dname",
                "CN=aws",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                keys.toString(),
                "-file",
                folder.resolve("ca.pem").toString());
        standIn = new AwsStandIn(Json.parse(Json.of(Map.of(
                "templates", "cloudformation",
                "parameters", PARAMETERS,
                "folder", folder.resolve("state").toString(),
                "secrets", Map.of(secret("Schema/ReaderSecret"), "given"),
                "metadata", Map.of("address", "127.0.0.1", "port", "0"),
                "apis", Map.of("address", "127.0.0.1", "port", "0", "keys", keys.toString(), "password", PASSWORD),
                "callers", List.of(caller(WEB, "127.0.0.1", "Web/Nodes"), caller(APP, "127.0.0.2", "App/Nodes"))))));
        // The scripts of the nodes name no endpoint. Old versions of the CLI read none from the environment
        Path aws = Files.writeString(
                folder.resolve("aws"),
                "#!/bin/sh\nexec %s --endpoint-url https://127.0.0.1:%d \"$@\"\n"
                        .formatted(Executables.find("aws").orElseThrow(), standIn.apiPort()));
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @Test
    void aWebNodeStartsAsItsUserDataSays() throws Exception {
        String userData = metadata("127.0.0.1", "user-data");
        Path bundle = folder.resolve("bundle");
        succeeds(WEB, part(userData, "aws s3api get-object .*? (?=/opt/bundle)") + bundle);
        assertEquals("the bundle", Files.readString(bundle));

        Path entries =
                Files.writeString(folder.resolve("entries"), "[{\"timestamp\": 1, \"message\": \"started\\n\"}]");
        succeeds(WEB, named(WEB, part(userData, "aws logs create-log-stream .*?(?= \\|\\|)")));
        succeeds(WEB, named(WEB, part(userData, "aws logs put-log-events .*?(?=file:)")) + "file://" + entries);
        String group = NAMES.reference("Web/LogGroup", "AWS::Logs::LogGroup");
        assertEquals("started\n", Files.readString(folder.resolve("state/logs/" + group + "/" + WEB)));

        String targets = NAMES.reference("Web/Targets", "AWS::ElasticLoadBalancingV2::TargetGroup");
        Files.writeString(folder.resolve("state/target-health"), targets + " " + WEB + " healthy\n");
        succeeds(WEB, named(WEB, part(userData, "/opt/three-tier/(cloudformation/node/launched .* CONTINUE .*)")));
        Json lifecycle = events("lifecycle").get(0);
        assertEquals(
                WEB + " Web/Nodes CONTINUE",
                lifecycle.text("instance") + " " + lifecycle.text("group") + " " + lifecycle.text("result"));
        Program.Result again = aws(
                WEB,
                named(
                        WEB,
                        "aws autoscaling complete-lifecycle-action --instance-id $instance"
                                + " --lifecycle-hook-name ready --lifecycle-action-result CONTINUE --auto-scaling-group-name "
                                + NAMES.reference("Web/Nodes", "AWS::AutoScaling::AutoScalingGroup")));
        assertTrue(again.errors().contains("(ValidationError)"), again.errors());
    }

    @Test
    void anAppNodeGetsItsSecretsAndAWebNodeOnlyThatOfAjp() {
        String both = "WRITER=" + secret("Schema/WriterSecret") + " READER=" + secret("Schema/ReaderSecret");
        String passwords = succeeds(
                APP,
                both + " cloudformation/node/with-secrets sh -c 'printf %s \"$WRITER\"; printf \" %s\" \"$READER\"'");
        assertTrue(passwords.matches("[A-Za-z0-9]{40} given"), "the form of the passwords");

        String ajp =
                "AJP_SECRET=" + secret("Security/AjpSecret") + " cloudformation/node/with-secrets printenv AJP_SECRET";
        assertTrue(succeeds(WEB, ajp).matches("[A-Za-z0-9]{40}"));
        Program.Result refused = aws(WEB, both + " cloudformation/node/with-secrets true");
        assertTrue(refused.errors().contains("(AccessDeniedException)"), refused.errors());
        assertTrue(refused.errors().contains("with-secrets: the secret for"), refused.errors());
        assertTrue(
                events("refused").stream()
                        .anyMatch(event -> event.text("role").equals("Web/Role")
                                && event.text("action").equals("secretsmanager:GetSecretValue")
                                && event.text("resource").contains(":secret:")
                                && event.text("cause").startsWith("because no identity-based policy")),
                events("refused").toString());
    }

    @Test
    void whatTheRoleDoesNotAllowIsRefused() {
        String bucket = " --bucket artefacts --key app-" + "1".repeat(64) + ".tar.gz ";
        String read = aws(WEB, "aws s3api get-object" + bucket + folder.resolve("other"))
                .errors();
        assertTrue(read.contains("(AccessDenied)"), read);
        String write =
                aws(APP, "aws s3api put-object" + bucket + "--body pom.xml").errors();
        assertTrue(write.contains("(AccessDenied)") && write.contains("s3:PutObject"), write);
        String missing = aws(APP, "aws s3api get-object" + bucket + folder.resolve("other"))
                .errors();
        assertTrue(missing.contains("(AccessDenied)"), missing);
        assertTrue(
                events("refused").stream().anyMatch(event -> event.text("cause").contains("there is no object app-")),
                events("refused").toString());
        String forged = aws(
                        WEB,
                        "AWS_ACCESS_KEY_ID=ASIA0 AWS_SECRET_ACCESS_KEY=x AWS_SESSION_TOKEN=x"
                                + " aws autoscaling describe-auto-scaling-instances")
                .errors();
        assertTrue(forged.contains("(InvalidClientTokenId)"), forged);
    }

    @Test
    void aNodePublishesMetricsInTheNamespaceOfItsStackOnly() throws Exception {
        String put = "aws cloudwatch put-metric-data --metric-name mem_used_percent --value 12.5 --namespace ";
        String own = "three-tier/" + NAMES.stack("");
        succeeds(WEB, put + own);
        assertEquals(
                own + " " + WEB + " mem_used_percent 12.5",
                Files.readString(folder.resolve("state/metrics")).strip());
        String refused = aws(WEB, put + "other").errors();
        assertTrue(refused.contains("(AccessDenied"), refused);
    }

    /** A wrong secret key must not help, although the access key and the token are right. */
    @Test
    void aWrongSignatureIsRefused() {
        String errors = aws(APP, "AWS_SECRET_ACCESS_KEY=wrong aws autoscaling describe-auto-scaling-instances")
                .errors();
        assertTrue(errors.contains("(SignatureDoesNotMatch)"), errors);
    }

    @Test
    void metadataNeedsATokenOfTheSameInstance() {
        String id = base() + "/latest/meta-data/instance-id";
        assertEquals("401", curl("127.0.0.1", "-o", "/dev/null", "-w", "%{http_code}", id));
        String token = token("127.0.0.2");
        assertEquals(APP, curl("127.0.0.2", "-H", "X-aws-ec2-metadata-token: " + token, id));
        assertEquals("", curl("127.0.0.1", "-H", "X-aws-ec2-metadata-token: " + token, id));
        assertEquals("", curl("127.0.0.2", "-X", "PUT", base() + "/latest/api/token"));
        assertEquals("403", curl("127.0.0.3", "-o", "/dev/null", "-w", "%{http_code}", id));
        assertEquals("zone-a", metadata("127.0.0.1", "meta-data/placement/availability-zone"));
        String role = metadata("127.0.0.1", "meta-data/iam/security-credentials/");
        assertEquals(NAMES.reference("Web/Role", "AWS::IAM::Role"), role);
        assertNotEquals(credentials("127.0.0.1"), credentials("127.0.0.2"));
    }

    /** The app nodes of a cluster find each other by the tags of the template and of the stack. */
    @Test
    void anAppNodeFindsTheAppNodesByTheirTags() {
        String members = part(metadata("127.0.0.2", "user-data"), "CLUSTER_MEMBERS=ec2:(\\S+)");
        String filters = Stream.of(members.split(","))
                .map(tag -> " Name=tag:" + tag.replace("=", ",Values="))
                .collect(Collectors.joining());
        String ask = "aws ec2 describe-instances --output text --query 'Reservations[].Instances[].PrivateIpAddress'"
                + " --filters Name=instance-state-name,Values=running" + filters;
        assertEquals("127.0.0.2", succeeds(APP, ask));
        String refused = aws(WEB, ask).errors();
        assertTrue(refused.contains("(UnauthorizedOperation)"), refused);
    }

    /** As cfn-signal does, with the identity document instead of credentials. */
    @Test
    void anInstanceSignalsItsOwnStackOnly() {
        assertEquals("200", signal("Web/"));
        assertEquals("400", signal("App/"));
        Json signal = events("signal").get(0);
        assertEquals(
                "Web/Nodes SUCCESS " + WEB,
                signal.text("resource") + " " + signal.text("status") + " " + signal.text("id"));
        assertEquals(1, events("signal").size());
    }

    private static String signal(String stack) {
        String document = metadata("127.0.0.1", "dynamic/instance-identity/document");
        String signature = metadata("127.0.0.1", "dynamic/instance-identity/signature");
        return curl(
                "127.0.0.1",
                "--cacert",
                folder.resolve("ca.pem").toString(),
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "-H",
                "Authorization: CFN_V1 "
                        + Base64.getEncoder().encodeToString(document.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + ":" + signature,
                "-d",
                "Action=SignalResource&LogicalResourceId=Nodes&Status=SUCCESS&UniqueId=" + WEB + "&StackName="
                        + NAMES.stack(stack),
                "https://127.0.0.1:" + standIn.apiPort());
    }

    private static String succeeds(String instance, String command) {
        Program.Result result = aws(instance, command);
        assertEquals(0, result.status(), command + ": " + result.all());
        return result.output().strip();
    }

    /** Runs a command of a shell as on the instance. The web node's CLI finds its credentials itself. */
    private static Program.Result aws(String instance, String command) {
        List<String> line = new ArrayList<>(List.of(
                "env",
                "-i",
                "PATH=" + folder + ":" + System.getenv("PATH"),
                "AWS_DEFAULT_REGION=eu-central-1",
                "AWS_CA_BUNDLE=" + folder.resolve("ca.pem"),
                "AWS_EC2_METADATA_SERVICE_ENDPOINT=" + base() + "/",
                // The client's own limits are for a service that answers in milliseconds
                "AWS_METADATA_SERVICE_TIMEOUT=20",
                "AWS_METADATA_SERVICE_NUM_ATTEMPTS=3",
                "AWS_PAGER=",
                "AWS_CONFIG_FILE=/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
                "AWS_MAX_ATTEMPTS=1"));
        if (instance.equals(APP)) {
            Json credentials = credentials("127.0.0.2");
            line.add("AWS_ACCESS_KEY_ID=" + credentials.text("AccessKeyId"));
            line.add("AWS_SECRET_ACCESS_KEY=" + credentials.text("SecretAccessKey"));
            line.add("AWS_SESSION_TOKEN=" + credentials.text("Token"));
        }
        line.addAll(List.of("sh", "-c", command));
        return new Program(line).result();
    }

    private static Json credentials(String address) {
        String role = "meta-data/iam/security-credentials/";
        return Json.parse(metadata(address, role + metadata(address, role)));
    }

    private static String metadata(String address, String path) {
        return curl(address, "-H", "X-aws-ec2-metadata-token: " + token(address), base() + "/latest/" + path);
    }

    private static String token(String address) {
        return curl(
                address, "-X", "PUT", "-H", "X-aws-ec2-metadata-token-ttl-seconds: 60", base() + "/latest/api/token");
    }

    private static String base() {
        return "http://127.0.0.1:" + standIn.metadataPort();
    }

    private static String curl(String from, String... arguments) {
        List<String> line = new ArrayList<>(List.of("curl", "-s", "--noproxy", "*", "--interface", from));
        line.addAll(List.of(arguments));
        return new Program(line).output();
    }

    private static List<Json> events(String kind) {
        try {
            return Files.readAllLines(folder.resolve("state/events")).stream()
                    .map(Json::parse)
                    .filter(event -> event.text("kind").equals(kind))
                    .toList();
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String part(String userData, String expression) {
        Matcher found = Pattern.compile(expression).matcher(userData);
        assertTrue(found.find(), expression + " is not in " + userData);
        return found.group(found.groupCount());
    }

    private static String named(String instance, String command) {
        return "instance=" + instance + "; " + command;
    }

    private static String secret(String id) {
        return NAMES.reference(id, SECRET);
    }

    private static Map<String, String> caller(String instance, String address, String group) {
        return new TreeMap<>(Map.of("instance", instance, "address", address, "zone", "zone-a", "resource", group));
    }

    private static void keytool(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "aws"));
        new Program(line).output();
    }
}
