package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import threetier.command.process.Program;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** Tests of an instance's bootstrap script, which is rendered from the templates. Stubs replace AWS and the node. */
class BootstrapTest {

    private static final String RECORD = "echo \"$(basename \"$0\") $*\" >>%s/calls\n";

    @TempDir
    private Path root;

    /** Environment variables of the script. {@code SECONDS} is the start value of bash's clock. */
    private final Map<String, String> variables = new HashMap<>();

    /** Creates the folders of an instance below a temporary folder, which replaces the root folder of the script. */
    @BeforeEach
    void instance() throws Exception {
        for (String folder : List.of(
                "bin",
                "tmp",
                "etc",
                "opt",
                "var/log",
                "var/lib/cloud/data",
                "opt/aws/bin",
                "bundle/payara",
                "bundle/cloudformation/node")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("var/lib/cloud/data/instance-id"), "i-0abc\n");
        script("opt/aws/bin/cfn-signal", "");
        aws("Pending:Wait", "healthy");
        script("bin/cloud-init", "echo zone-a\n");
        script("bin/journalctl", "echo 'payara/launch: WRITER_PASSWORD is not set'\n");
        script("bin/curl", "");
        script("bin/sleep", "");
        for (String script : List.of("cloudformation/node/heap", "cloudformation/node/launched")) {
            Files.copy(Path.of(script), root.resolve("bundle").resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void aNodeThatIsHealthySignalsSuccessLast() throws Exception {
        script("bundle/payara/install.sh", "echo installed\n");
        assertEquals(0, run("AJP"));
        List<String> calls = Files.readAllLines(root.resolve("calls"));
        assertEquals(
                List.of(
                        "aws s3api",
                        "cloud-init query",
                        "install.sh ",
                        "curl --silent",
                        "aws autoscaling",
                        "aws autoscaling",
                        "aws autoscaling",
                        "aws elbv2",
                        "aws logs",
                        "aws logs",
                        "cfn-signal --exit-code"),
                calls.stream()
                        .filter(call -> !call.startsWith("sleep"))
                        .map(call -> call.replaceAll("^(\\S+ \\S*) .*", "$1"))
                        .toList());
        assertTrue(calls.contains(
                "aws autoscaling complete-lifecycle-action --auto-scaling-group-name group-1 --lifecycle-hook-name ready "
                        + "--instance-id i-0abc --lifecycle-action-result CONTINUE"));
        assertTrue(
                calls.stream()
                        .anyMatch(
                                call -> call.startsWith(
                                        "aws elbv2 describe-target-health --target-group-arn App/Targets --targets Id=i-0abc ")),
                calls.toString());
        assertTrue(
                calls.get(0)
                        .startsWith("aws s3api get-object --bucket artefacts --key app-" + bundle()
                                + ".tar.gz --expected-bucket-owner 111122223333 "),
                calls.get(0));
        assertFalse(Files.exists(root.resolve("opt/bundle.tar.gz")), "the bundle takes space twice");
        assertEquals(
                "cfn-signal --exit-code 0 --id i-0abc --stack stack --resource Nodes --region eu-central-1",
                calls.get(calls.size() - 1));
        assertEquals("installed", log());
        List<String> environment = Files.readAllLines(root.resolve("etc/three-tier/app.env"));
        assertTrue(
                environment.containsAll(List.of(
                        "WRITER_PASSWORD=Schema/WriterSecret",
                        "NODE_NAME=i-0abc",
                        "ZONE=zone-a",
                        "LOAD_ENABLED=true",
                        "AJP_PORT=8009",
                        "AJP_SECRET=Security/AjpSecret")),
                environment.toString());
        assertTrue(
                environment.indexOf("READER_USER=other") < environment.indexOf("READER_USER=threetier_reader"),
                "a setting replaces one of the template");
        assertTrue(environment.stream().anyMatch(line -> line.matches("APP_HEAP=[1-9]\\d+m")), environment.toString());
    }

    @Test
    void aNodeThatFailsLeavesTheServicesOwnWords() throws Exception {
        script("bundle/payara/install.sh", "");
        script("bin/curl", "echo 'curl: (7) Failed to connect' >&2; exit 7\n");
        assertEquals(7, run("default"));
        assertTrue(log().contains("curl: (7) Failed to connect\npayara/launch: WRITER_PASSWORD is not set"), log());
        assertSignalsThenAbandons(7);
    }

    /**
     * After the signal, CloudFormation rolls the update back. If there is no update, the group replaces the node after
     * the grace period.
     */
    @Test
    void aNodeThatItsBalancerRefusesSignalsFailure() throws Exception {
        script("bundle/payara/install.sh", "");
        aws("InService", "unhealthy");
        variables.put("TARGET_LIMIT", "2");
        assertEquals(1, run("default"));
        assertTrue(log().contains("launched: the balancer finds this node unhealthy after 2 s"), log());
        String calls = Files.readString(root.resolve("calls"));
        assertTrue(calls.contains("cfn-signal --exit-code 1 ") && !calls.contains("complete-lifecycle-action"), calls);
    }

    /** If the group starts a node without an update of the stack, the signal to CloudFormation fails. */
    @Test
    void aNodeThatFailsIsEndedEvenIfNobodyWaitsForItsSignal() throws Exception {
        script("bundle/payara/install.sh", "exit 3\n");
        script("opt/aws/bin/cfn-signal", "exit 1\n");
        assertEquals(3, run("default"));
        assertSignalsThenAbandons(3);
    }

    private void assertSignalsThenAbandons(int status) throws IOException {
        List<String> calls = Files.readAllLines(root.resolve("calls"));
        int signal = calls.indexOf("cfn-signal --exit-code " + status
                + " --id i-0abc --stack stack --resource Nodes --region eu-central-1");
        int end = calls.indexOf(
                "aws autoscaling complete-lifecycle-action --auto-scaling-group-name group-1 --lifecycle-hook-name ready "
                        + "--instance-id i-0abc --lifecycle-action-result ABANDON");
        assertTrue(signal >= 0 && signal < end, calls.toString());
    }

    /** If the group has no launch hook, or the hook has ended, the script has no hook to complete. */
    @Test
    void aNodeThatNobodyWaitsForOnlyAsksItsBalancer() throws Exception {
        script("bundle/payara/install.sh", "");
        aws("InService", "healthy");
        assertEquals(0, run("default"));
        assertFalse(Files.readString(root.resolve("calls")).contains("complete-lifecycle-action"));
    }

    /** A new node may have neither a route nor credentials at first. */
    @Test
    void aBundleThatDoesNotArriveIsFetchedAgain() throws Exception {
        script("bundle/payara/install.sh", "");
        aws(
                "[ \"$1\" != s3api ] || [ \"$(grep -c s3api " + root + "/calls)\" -gt 2 ] || exit 255",
                "InService",
                "healthy");
        assertEquals(0, run("default"));
        List<String> calls = Files.readAllLines(root.resolve("calls"));
        assertEquals(
                3, calls.stream().filter(call -> call.startsWith("aws s3api")).count());
        assertTrue(calls.contains("sleep 3"));
    }

    /** An attacker or a fault may have changed the bundle in the bucket. */
    @Test
    void aBundleThatIsNotTheDeployedOneIsNotEvenUnpacked() throws Exception {
        script("bundle/payara/install.sh", "echo deployed\n");
        String deployed = bundle();
        script("bundle/payara/install.sh", "echo another\n");
        assertNotEquals(deployed, bundle());
        assertEquals(1, run("default", deployed));
        assertTrue(log().contains("/opt/bundle.tar.gz: FAILED"), log());
        assertFalse(Files.exists(root.resolve("opt/three-tier/payara")));
        String calls = Files.readString(root.resolve("calls"));
        assertTrue(!calls.contains("install.sh") && calls.contains("cfn-signal --exit-code 1 --id i-0abc"), calls);
    }

    /**
     * Even if the script cannot upload its log or fetch the bundle, it must signal. Otherwise CloudFormation would wait
     * until its timeout.
     */
    @Test
    void aNodeThatCannotReachAwsSignalsFailure() throws Exception {
        script("bin/aws", "echo 'Unable to locate credentials' >&2; exit 253\n");
        variables.put("SECONDS", "60");
        assertEquals(1, run("default"));
        assertTrue(
                log().endsWith("Unable to locate credentials\nThe bundle cannot be fetched\n"
                        + "payara/launch: WRITER_PASSWORD is not set"),
                log());
        assertTrue(Files.readString(root.resolve("calls"))
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .matches("cfn-signal --exit-code [1-9]\\d* .*"));
    }

    /** The log that the script has sent to CloudWatch. */
    private String log() throws IOException {
        List<Object> events = new Yaml().load(Files.readString(root.resolve("tmp/events.json")));
        return String.join(
                        "",
                        events.stream()
                                .map(Template::map)
                                .map(event -> event.get("message").toString())
                                .toList())
                .strip();
    }

    /** Packs the bundle that the stub of S3 serves, and returns its digest. */
    private String bundle() throws Exception {
        new Program(
                        "tar",
                        "--create",
                        "--gzip",
                        "--file",
                        root.resolve("served.tar.gz").toString(),
                        "--directory",
                        root.resolve("bundle").toString(),
                        "--sort=name",
                        "--mtime=@0",
                        ".")
                .output();
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(root.resolve("served.tar.gz"))));
    }

    private int run(String variant) throws Exception {
        return run(variant, bundle());
    }

    /** @param digest of the bundle that was deployed */
    private int run(String variant, String digest) throws Exception {
        Map<String, String> parameters = new HashMap<>(Variant.ALL.stream()
                .filter(one -> one.name().equals(variant))
                .findFirst()
                .orElseThrow()
                .parameters());
        parameters.put("AppSettings", "LOAD_ENABLED=true,READER_USER=other");
        parameters.put("AppBundle", "app-" + digest + ".tar.gz");
        String script = NodeAssertions.userData(EvaluatedStack.of(Stacks.TEMPLATES, parameters), "App")
                .replaceAll("(?<![\\w.:/])/(?=(tmp|etc|opt|var)/)", root + "/");
        Path file = Files.writeString(root.resolve("user-data"), script);
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString()).inheritIO();
        bash.environment().put("PATH", root + "/bin:" + System.getenv("PATH"));
        bash.environment().putAll(variables);
        return bash.start().waitFor();
    }

    /** Creates a stub of the AWS CLI for an instance in this state of its group, with this health at its balancer. */
    private void aws(String state, String health) throws IOException {
        aws("", state, health);
    }

    private void aws(String first, String state, String health) throws IOException {
        script("bin/aws", first + """

                        case "$*" in
                            s3api*) cp %s/served.tar.gz "${@: -1}" ;;
                            autoscaling*LifecycleState*) echo %s ;;
                            autoscaling*AutoScalingGroupName*) echo group-1 ;;
                            elbv2*) echo %s ;;
                        esac
                        """.formatted(root, state, health));
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(root.resolve(name), "#!/bin/bash\n" + String.format(RECORD, root) + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
