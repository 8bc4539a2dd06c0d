package threetier.command.rehearse;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.ThreeTier;
import threetier.command.error.CommandException;
import threetier.command.process.Program;
import threetier.command.template.Template;

/** The rehearsal of the real templates, and of templates with errors. */
@Tag("install")
class RehearsalIT {

    private static final Path FOLDER = Path.of("cloudformation");
    private static final String OTHER = "not-of-the-rehearsal";

    @TempDir
    private Path folder;

    private final List<String> report = new ArrayList<>();

    @BeforeAll
    static void programs() {
        Namespaces.require();
    }

    @AfterEach
    void removesEverything() {
        assertEquals(List.of(), Namespaces.present());
    }

    /** What an earlier rehearsal left is removed first, with its processes. Nothing else changes. */
    @Test
    void whatIsDrawnConnectsAndAllElseIsDropped() {
        new Program("ip", "netns", "add", OTHER).output();
        try {
            String before = machine();
            Namespaces.add("left");
            Process left = Namespaces.inHost("left", List.of("sleep", "600")).start(folder.resolve("left.log"));
            boolean asDrawn = rehearse(
                    Template.folder(FOLDER),
                    Map.of(
                            "Protocol", "ajp",
                            "Sessions", "replication",
                            "NatGateways", "per-zone",
                            "CertificateArn", "arn:aws:acm:eu-central-1:111122223333:certificate/1",
                            "DomainName", "www.example.org"));
            assertTrue(asDrawn, String.join("\n", report));
            assertFalse(left.isAlive());
            assertEquals(before, machine());
            assertTrue(
                    report.stream().anyMatch(line -> line.matches("internet +alb +443 \\(2×\\), 80 \\(2×\\) .*")),
                    String.join("\n", report));
        } finally {
            new Program("ip", "netns", "delete", OTHER).output();
        }
    }

    /** The network of this machine. */
    private static String machine() {
        return new Program("ip", "netns", "list").output()
                + new Program("ip", "-o", "link", "show").output().replaceAll("(?m) state .*$", "")
                + new Program("ip", "route", "show", "table", "all").output()
                + new Program("ip", "rule").output()
                + new Program("nft", "list", "tables").output();
    }

    /** No validator of CloudFormation sees any of these errors. */
    @Test
    void errorsAreNamedWithTheirCause() {
        Map<String, String> texts = new TreeMap<>(Template.texts(FOLDER));
        replace(
                texts,
                "security.yaml",
                "SourceSecurityGroupId: !Ref AlbGroup,\n       IpProtocol: tcp, FromPort: 80, ToPort: 80",
                "SourceSecurityGroupId: !Ref AlbGroup,\n       IpProtocol: tcp, FromPort: 81, ToPort: 81");
        replace(
                texts,
                "security.yaml",
                "Description: Databases\n          IpProtocol: tcp\n          FromPort: 3306",
                "Description: Databases\n          IpProtocol: tcp\n          FromPort: 22");
        replace(
                texts,
                "security.yaml",
                "SourceSecurityGroupId: !Ref AppGroup,\n       IpProtocol: tcp, FromPort: 3306",
                "SourceSecurityGroupId: !Ref AppGroup,\n       IpProtocol: tcp, FromPort: 22");
        // A NAT gateway without a public address reaches nothing
        replace(
                texts,
                "network.yaml",
                "{SubnetId: !Ref PublicSubnetA, AllocationId: !GetAtt NatAddressA.AllocationId}",
                "{SubnetId: !Ref PublicSubnetA, ConnectivityType: private}");
        Map<String, Template> templates = new TreeMap<>();
        texts.forEach((file, text) -> templates.put(file, Template.parse(file, text)));
        assertFalse(rehearse(templates, Map.of()));
        for (String line : List.of(
                "alb ─80─▶ web: drawn, but dropped: no ingress rule of Security/WebGroup allows it (4 tries)",
                "app ─22─▶ data: connects, but is not drawn: allowed by Security/AppGroup (egress 22-3306) and"
                        + " Security/DataGroup (ingress 22-3306) (4 tries)",
                "web ─443─▶ internet: drawn, but dropped: the security groups allow it, but no packet arrives; routes of"
                        + " Network/WebSubnetA: 0.0.0.0/0 to Network/NatA (1 try)")) {
            assertTrue(report.contains("FAILED " + line), line + "\nis not in\n" + String.join("\n", report));
        }
    }

    private static void replace(Map<String, String> texts, String file, String error, String by) {
        assertTrue(texts.get(file).contains(error), file + " has no " + error);
        texts.put(file, texts.get(file).replace(error, by));
    }

    /** {@code destroy} sends SIGTERM, which the command handles in the same way as Ctrl-C. */
    @Test
    void aRehearsalThatIsStoppedRemovesEverything() throws Exception {
        Process command = new Program(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThreeTier.class.getName(),
                        "rehearse")
                .start(folder.resolve("command.log"));
        await().atMost(ONE_MINUTE).until(() -> Namespaces.present().size() > 5);
        command.destroy();
        assertEquals(143, command.waitFor());
    }

    /**
     * The nodes boot and run their user data, the site answers, and nothing is left, also on this machine's mounts and
     * control groups.
     */
    @Test
    void theNodesRunTheirUserDataAndTheSiteAnswers() {
        String before = containers();
        boolean asDrawn = new Rehearsal(report::add)
                .runWithNodes(FOLDER, Map.of("WebSizes", "1,1,2", "AppSizes", "1,1,2"), false);
        assertTrue(asDrawn, String.join("\n", report));
        for (String line : List.of(
                "Schema/Schema +the handler of Schema/Function has succeeded",
                "App/Nodes +app-1 i-\\w+ is ready",
                "Web/Nodes +web-1 i-\\w+ is ready",
                "check +http://.*elb\\.amazonaws\\.com")) {
            assertTrue(
                    report.stream().anyMatch(said -> said.matches(" *\\d+ s +" + line)),
                    line + "\nis not in\n" + String.join("\n", report));
        }
        assertEquals(before, containers());
    }

    /** No validator sees that a role lacks a permission which the user data needs. */
    @Test
    void aNodeThatFailsIsNamedWithItsCause() {
        Map<String, String> texts = new TreeMap<>(Template.texts(FOLDER));
        replace(texts, "app-tier.yaml", "Action: s3:GetObject", "Action: s3:ListBucket");
        texts.forEach((file, text) -> write(folder.resolve(file), text));
        String before = containers();
        String message = assertThrows(
                        CommandException.class,
                        () -> new Rehearsal(report::add)
                                .runWithNodes(folder, Map.of("WebSizes", "1,1,2", "AppSizes", "1,1,2"), false))
                .getMessage();
        assertTrue(message.contains("App/Nodes: the node app-1 "), message);
        assertTrue(message.contains("App/Role may not s3:GetObject "), message);
        assertTrue(message.contains("The bundle cannot be fetched"), message);
        assertEquals(before, containers());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What containers use of this machine, besides its network. */
    private static String containers() {
        return new Program("cat", "/proc/mounts").output()
                + new Program("find", "/sys/fs/cgroup", "-name", "three-tier-rehearsal*").output()
                + new Program("find", "/run/systemd", "-name", Namespaces.PREFIX + "*")
                        .result()
                        .output();
    }

    private boolean rehearse(Map<String, Template> templates, Map<String, String> parameters) {
        return new Rehearsal(report::add).run(templates, parameters, false);
    }
}
