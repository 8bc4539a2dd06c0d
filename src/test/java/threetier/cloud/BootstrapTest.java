package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/**
 * The bootstrap script of an instance, rendered from the templates and run here with stand-ins for AWS and the node.
 */
class BootstrapTest {

    private static final String RECORD = "echo \"$(basename \"$0\") $*\" >>%s/calls\n";

    @TempDir
    private Path root;

    /** Where Bash's clock of the script starts. */
    private int seconds;

    /** Creates a folder that replaces all absolute folders of the script. */
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
        script("bin/aws", "[ \"$1\" != s3api ] || exec cp " + root + "/served.tar.gz \"${@: -1}\"\n");
        script("bin/cloud-init", "echo zone-a\n");
        script("bin/journalctl", "echo 'payara/launch: WRITER_PASSWORD is not set'\n");
        script("bin/curl", "");
        Files.copy(
                Path.of("cloudformation/node/heap"),
                root.resolve("bundle/cloudformation/node/heap"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void aNodeThatIsHealthySignalsSuccessLast() throws Exception {
        script("bundle/payara/install.sh", "echo installed\n");
        assertEquals(0, run("AJP"));
        List<String> calls = Files.readAllLines(root.resolve("calls"));
        assertEquals(
                List.of("aws", "cloud-init", "install.sh", "curl", "aws", "aws", "cfn-signal"),
                calls.stream().map(call -> call.split(" ")[0]).toList());
        assertTrue(
                calls.get(0)
                        .startsWith("aws s3api get-object --bucket artefacts --key app-" + bundle()
                                + ".tar.gz --expected-bucket-owner 111122223333 "),
                calls.get(0));
        assertFalse(Files.exists(root.resolve("opt/bundle.tar.gz")), "the bundle takes space twice");
        assertEquals(
                "cfn-signal --exit-code 0 --id i-0abc --stack stack --resource Nodes --region eu-central-1",
                calls.get(6));
        assertEquals("installed", log());
        List<String> environment = Files.readAllLines(root.resolve("etc/three-tier/app.env"));
        assertTrue(
                environment.containsAll(List.of(
                        "WRITER_PASSWORD=Schema/WriterSecret",
                        "NODE_NAME=i-0abc",
                        "ZONE=zone-a",
                        "AJP_PORT=8009",
                        "AJP_SECRET=Security/AjpSecret")),
                environment.toString());
        assertTrue(environment.stream().anyMatch(line -> line.matches("APP_HEAP=[1-9]\\d+m")), environment.toString());
    }

    @Test
    void aNodeThatFailsLeavesTheServicesOwnWords() throws Exception {
        script("bundle/payara/install.sh", "");
        script("bin/curl", "echo 'curl: (7) Failed to connect' >&2; exit 7\n");
        assertEquals(7, run("default"));
        assertTrue(log().contains("curl: (7) Failed to connect\npayara/launch: WRITER_PASSWORD is not set"), log());
        assertTrue(Files.readString(root.resolve("calls")).contains("cfn-signal --exit-code 7 --id i-0abc"));
    }

    /** A new node may have neither a route nor credentials at first. */
    @Test
    void aBundleThatDoesNotArriveIsFetchedAgain() throws Exception {
        script("bundle/payara/install.sh", "");
        script("bin/sleep", "");
        script(
                "bin/aws",
                "[ \"$1\" = s3api ] || exit 0\n[ \"$(grep -c s3api " + root + "/calls)\" -gt 2 ] || exit 255\ncp " + root
                        + "/served.tar.gz \"${@: -1}\"\n");
        assertEquals(0, run("default"));
        List<String> calls = Files.readAllLines(root.resolve("calls"));
        assertEquals(
                3, calls.stream().filter(call -> call.startsWith("aws s3api")).count());
        assertTrue(calls.contains("sleep 3"));
    }

    /** Somebody with access to the bucket alone, or a fault, has changed the bundle. */
    @Test
    void aBundleThatIsNotTheDeployedOneIsNotEvenUnpacked() throws Exception {
        script("bundle/payara/install.sh", "echo deployed\n");
        String deployed = bundle();
        script("bundle/payara/install.sh", "echo another\n");
        assertEquals(1, run("default", deployed));
        assertTrue(log().contains("/opt/bundle.tar.gz: FAILED"), log());
        assertFalse(Files.exists(root.resolve("opt/three-tier/payara")));
        String calls = Files.readString(root.resolve("calls"));
        assertTrue(
                !calls.contains("install.sh") && calls.contains("cfn-signal --exit-code 1 --id i-0abc"), calls);
    }

    /** Without log and bundle, the script must still signal, so that CloudFormation does not wait for its timeout. */
    @Test
    void aNodeThatCannotReachAwsSignalsFailure() throws Exception {
        script("bin/aws", "echo 'Unable to locate credentials' >&2; exit 253\n");
        seconds = 60;
        assertEquals(1, run("default"));
        assertTrue(log().endsWith("Unable to locate credentials\nThe bundle cannot be fetched\n"
                + "payara/launch: WRITER_PASSWORD is not set"), log());
        assertTrue(Files.readString(root.resolve("calls"))
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .matches("cfn-signal --exit-code [1-9]\\d* .*"));
    }

    /** The log sent to CloudWatch. */
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

    /** Packs the bundle that S3 serves; returns its digest. */
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
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(root.resolve("served.tar.gz"))));
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
        parameters.put("AppBundle", "app-" + digest + ".tar.gz");
        String script = NodeAssertions.userData(Deployment.of(Stacks.TEMPLATES, parameters), "App")
                .replaceAll("(?<![\\w.:/])/(?=(tmp|etc|opt|var)/)", root + "/");
        Path file = Files.writeString(root.resolve("user-data"), script);
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString()).inheritIO();
        bash.environment()
                .putAll(Map.of("PATH", root + "/bin:" + System.getenv("PATH"), "SECONDS", String.valueOf(seconds)));
        return bash.start().waitFor();
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(root.resolve(name), "#!/bin/bash\n" + String.format(RECORD, root) + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
