package threetier.command.deploy;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.FIVE_MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.process.Ports;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/**
 * Tests that both {@code install.sh} scripts turn a bare Debian into a node. The scripts come from the same bundles as
 * on AWS, and fetch secrets by their ARNs from a stub of the AWS CLI.
 */
@Tag("install")
class InstallIT {

    private static final Path ROOT = Path.of("target/install/root").toAbsolutePath();
    private static final String AWS = """
            #!/bin/bash
            # Secrets Manager: the name of a secret is the last part of its ARN
            while [ "$1" != --secret-id ]; do shift; done
            cat "/tmp/secrets/${2##*:}"
            """;

    /** The size in bytes at which a log is rotated. */
    private static final int LOG_LIMIT = 4_000;
    /** The maximum number of bytes that rotatelogs reads in one call. It writes all of them to the same log. */
    private static final int LOG_READ = 65_536;

    private static Stage stage;
    private static int appPort;
    private static int webPort;

    @BeforeAll
    static void install() throws Exception {
        stage = Stage.start(
                TestDatabase.workspace("install"),
                Shape.of(1, 1, "256m").on(TestDatabase.chosen()),
                System.out::println);
        appPort = Ports.free();
        webPort = Ports.free();
        run("rm", "-rf", "--one-file-system", ROOT.toString());
        run("src/test/debian/root", ROOT.toString());
        run("mount", "--bind", "/proc", ROOT.resolve("proc").toString());
        write("usr/local/bin/aws", AWS);
        run("chmod", "755", ROOT.resolve("usr/local/bin/aws").toString());
        write("tmp/secrets/writer", stage.data().password("writer"));
        write("tmp/secrets/reader", stage.data().password("reader"));
        Artefacts artefacts = new Artefacts(null, Path.of("").toAbsolutePath(), System.out::println);
        Files.createDirectories(ROOT.resolve("opt/three-tier"));
        for (Path bundle : List.of(artefacts.webBundle(), artefacts.appBundle())) {
            run(
                    "tar",
                    "-xzf",
                    bundle.toString(),
                    "--no-same-owner",
                    "-C",
                    ROOT.resolve("opt/three-tier").toString());
        }
        String arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";
        write(
                "etc/three-tier/app.env",
                String.join(
                        "\n",
                        "WRITER_URL=" + stage.data().url("writer"),
                        "WRITER_USER=threetier_writer",
                        "WRITER_PASSWORD=" + arn + "writer",
                        "READER_URL=" + stage.data().url("reader"),
                        "READER_USER=threetier_reader",
                        "READER_PASSWORD=" + arn + "reader",
                        "NODE_NAME=i-app",
                        "ZONE=zone-a",
                        "APP_ADDRESS=127.0.0.1",
                        "APP_PORT=" + appPort,
                        "APP_HEAP=256m",
                        ""));
        write(
                "etc/three-tier/web.env",
                String.join(
                        "\n",
                        "APP_TIER_URL=http://127.0.0.1:" + appPort,
                        "NODE_NAME=i-web",
                        "WEB_ADDRESS=127.0.0.1",
                        "WEB_PORT=" + webPort,
                        "WEB_LOG_LIMIT=" + LOG_LIMIT + "B",
                        ""));
    }

    @AfterAll
    static void remove() throws Exception {
        try {
            for (String service : List.of("three-tier-web", "three-tier-app")) {
                if (Files.exists(ROOT.resolve("run/" + service + ".pid"))) {
                    chroot("systemctl", "stop", service);
                }
            }
        } finally {
            new ProcessBuilder("umount", ROOT.resolve("proc").toString())
                    .start()
                    .waitFor();
            if (stage != null) {
                stage.close();
            }
        }
    }

    @Test
    void twiceItIsTheSameNodeAndItAnswers() throws Exception {
        assertTrue(chroot("/opt/three-tier/payara/install.sh").endsWith("three-tier-app is started"));
        assertTrue(chroot("/opt/three-tier/httpd/install.sh").endsWith("three-tier-web is started"));
        Site site = new Site("http://127.0.0.1:" + webPort);
        await("the app node answers").atMost(FIVE_MINUTES).until(InstallIT::answers);
        assertEquals(26, site.post("/write").body().length());
        assertTrue(site.get("/instance").body().contains("i-app"));
        assertEquals("three-tier-app runs as it is", chroot("/opt/three-tier/payara/install.sh"));
        assertEquals("three-tier-web runs as it is", chroot("/opt/three-tier/httpd/install.sh"));
        assertEquals(200, site.get("/read").statusCode());
        assertLogsStayShort(site);
        // systemd ignores settings that it does not know, but reports them
        assertEquals(
                "",
                chroot(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        "/etc/systemd/system/three-tier-app.service",
                        "/etc/systemd/system/three-tier-web.service"));
        for (String name : List.of("writer", "reader")) {
            assertEquals(
                    "",
                    run(
                            "bash",
                            "-c",
                            "grep -rlsF -e '" + stage.data().password(name) + "' " + ROOT
                                    + "/{etc,opt,run,var/lib/three-tier*,var/log} || true"),
                    "a file contains a password");
        }
    }

    private static void assertLogsStayShort(Site site) throws Exception {
        for (int i = 0; i < 2_500; i++) {
            site.get("/web-health?" + "of-some-length".repeat(10));
        }
        long logged = 0;
        try (Stream<Path> logs = Files.list(ROOT.resolve("var/log/three-tier-web"))) {
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("access.log"))
                    .toList()) {
                logged += Files.size(log);
            }
        }
        assertTrue(
                logged > 0 && logged < 4 * (LOG_LIMIT + LOG_READ),
                logged + " bytes of four logs with " + LOG_LIMIT + " each");
    }

    private static boolean answers() throws IOException {
        try {
            return new Site("http://127.0.0.1:" + appPort).get("/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String chroot(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "chroot",
                ROOT.toString(),
                "/usr/bin/env",
                "-i",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
        all.addAll(Arrays.asList(command));
        return run(all.toArray(String[]::new));
    }

    /** Redirects the output to a file, because background processes would keep a pipe open. */
    private static String run(String... command) throws Exception {
        Path output = Files.createTempFile("install", ".log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8).strip();
        Files.delete(output);
        assertEquals(0, status, String.join(" ", command) + "\n" + text);
        return text;
    }

    private static void write(String file, String text) throws IOException {
        Files.createDirectories(ROOT.resolve(file).getParent());
        Files.writeString(ROOT.resolve(file), text);
    }
}
