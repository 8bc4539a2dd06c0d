package threetier.command.rehearse;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.ThreeTier;
import threetier.command.process.Program;

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
            boolean asDrawn = new Rehearsal(report::add)
                    .runNetwork(
                            FOLDER,
                            Map.of(
                                    "Protocol", "ajp",
                                    "Sessions", "replication",
                                    "NatGateways", "per-zone",
                                    "CertificateArn", "arn:aws:acm:eu-central-1:111122223333:certificate/1",
                                    "DomainName", "www.example.org"),
                            false);
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

    /** No validator of CloudFormation sees any of these errors. The drill rehearses the other plants. */
    @Test
    void errorsOfTheNetworkAreNamedWithTheirCause() {
        List<Plant> plants = Plant.all().stream().filter(Plant::network).toList();
        assertTrue(plants.size() >= 3, plants.toString());
        assertNamed(plants);
    }

    private static void assertNamed(List<Plant> plants) {
        String output = PlantDrill.output(plants);
        plants.forEach(plant -> assertEquals(List.of(), plant.missingIn(output), plant.name() + ": " + output));
    }

    /** {@code destroy} sends SIGTERM, which the command handles in the same way as Ctrl-C. */
    @Test
    void aRehearsalThatIsStoppedRemovesEverything() throws Exception {
        Process command = new Program(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThreeTier.class.getName(),
                        "rehearse",
                        "--network")
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
        boolean asDrawn = new Rehearsal(report::add).runWithNodes(FOLDER, Map.of(), 1, false);
        assertTrue(asDrawn, String.join("\n", report));
        for (String line : List.of(
                "Schema/Schema +the handler of Schema/Function has succeeded",
                "App/Nodes +app-1 i-\\w+ is ready",
                "App/Nodes +app-2 i-\\w+ is ready",
                "Web/Nodes +web-1 i-\\w+ is ready",
                "Web/Nodes +web-2 i-\\w+ is ready",
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
        String before = containers();
        assertNamed(Plant.all().stream()
                .filter(plant -> plant.name().equals("bundle-permission"))
                .toList());
        assertEquals(before, containers());
    }

    /** What containers use of this machine, besides its network. */
    private static String containers() {
        return new Program("cat", "/proc/mounts").output()
                + new Program("find", "/sys/fs/cgroup", "-name", "three-tier-rehearsal*").output()
                + new Program("find", "/run/systemd", "-name", Namespaces.PREFIX + "*")
                        .result()
                        .output();
    }
}
