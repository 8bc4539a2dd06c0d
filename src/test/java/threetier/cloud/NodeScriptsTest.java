package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.http.LocalSite;
import threetier.command.http.LocalSite.Answer;
import threetier.command.process.Executables;
import threetier.command.process.Program;

/** Tests of the scripts that install a node, with stubs of its package manager and its network. */
class NodeScriptsTest {

    @TempDir
    private Path folder;

    @Test
    void aPackageManagerWithALockOrWithoutNetworkIsTriedAgain() throws Exception {
        script("sleep", "");
        script(
                "dnf",
                "[ \"$(grep -c ^dnf " + folder
                        + "/calls)\" -gt 2 ] || { echo 'Failed to obtain the transaction lock' >&2; exit 1; }");
        assertEquals(0, packages(180).status());
        assertEquals("dnf install -q -y httpd\n".repeat(3), calls("dnf"));
    }

    @Test
    void debiansPackageManagerWaitsForItsLockToo() throws Exception {
        assumeTrue(Executables.find("dnf").isEmpty(), "this machine has dnf");
        script("apt-get", "");
        assertEquals(0, packages(180).status());
        assertEquals(
                "apt-get update -q\n"
                        + "apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=60 apache2-bin\n",
                calls("apt-get"));
    }

    @Test
    void aPackageManagerThatHangsIsEnded() throws Exception {
        script("dnf", "exec /bin/sleep 60");
        long start = System.nanoTime();
        Program.Result result = packages(2);
        assertEquals(1, result.status());
        assertEquals(
                "packages: no-such-program could not be installed within 2 s",
                result.errors().strip());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 30);
    }

    @Test
    void authoritiesAreFetchedAgainUntilTheyArrive() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        Path certificate = folder.resolve("certificate");
        keytool(java, "-genkeypair", "-keyalg", "EC", "-alias", "authority", "-dname", "CN=authority");
        keytool(java, "-exportcert", "-rfc", "-alias", "authority", "-file", certificate.toString());
        String pem = Files.readString(certificate);
        AtomicInteger requests = new AtomicInteger();
        try (LocalSite site = new LocalSite(
                request -> requests.incrementAndGet() > 1 ? new Answer(200, pem + pem) : new Answer(503, "not yet"))) {
            Path store = folder.resolve("rds.p12");
            Program.Result result = new Program("payara/authorities", site.url() + "/all.pem", store.toString())
                    .with("PATH", java + ":" + System.getenv("PATH"))
                    .with("no_proxy", "127.0.0.1")
                    .result();
            assertEquals(0, result.status(), result.all());
            assertEquals(2, requests.get());
            String stored = new Program(
                            java.resolve("keytool").toString(),
                            "-list",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            "public")
                    .output();
            assertTrue(stored.contains("1.pem, ") && stored.contains("2.pem, "), stored);
        }
    }

    /** The package is a stub, whose control program keeps the settings as the agent does. */
    @Test
    void theAgentGetsTheSettingsOfTheNodeAndOfItsTierOnce() throws Exception {
        Path home = folder.resolve("agent");
        script("control", """
                mkdir -p %1$s/etc/amazon-cloudwatch-agent.d
                file=${@: -1}
                cp "${file#file:}" "%1$s/etc/amazon-cloudwatch-agent.d/file_$(basename "$file")"
                """.formatted(home));
        script(
                "dnf",
                "mkdir -p " + home + "/bin; cp " + folder + "/control " + home + "/bin/amazon-cloudwatch-agent-ctl");
        script("systemctl", "");
        Files.writeString(folder.resolve("web.env"), "LOG_GROUP=group-1\nMETRIC_NAMESPACE=three-tier/stack\n");
        Program.Result result = agent(home);
        assertEquals(0, result.status(), result.all());
        String calls = calls("amazon-cloudwatch-agent-ctl");
        assertTrue(
                calls.matches("\\S+ -a fetch-config -m ec2 -c file:\\S+/node.json\n"
                        + "\\S+ -a append-config -m ec2 -s -c file:\\S+/tier.json\n"),
                calls);
        for (String file : new String[] {"file_node.json", "file_tier.json"}) {
            String settings = Files.readString(
                    home.resolve("etc/amazon-cloudwatch-agent.d").resolve(file));
            assertTrue(settings.contains("\"group-1\"") && !settings.contains("@"), settings);
        }
        assertEquals("the agent runs as it is", agent(home).output().strip());
        assertEquals(calls, calls("amazon-cloudwatch-agent-ctl"));
    }

    private Program.Result agent(Path home) {
        return new Program("cloudformation/node/agent", "web", "httpd")
                .with("PATH", folder + ":" + System.getenv("PATH"))
                .with("AGENT_HOME", home)
                .with("AGENT_ENVIRONMENT", folder.resolve("web.env"))
                .result();
    }

    private void keytool(Path java, String... arguments) {
        String[] command = new String[arguments.length + 5];
        command[0] = java.resolve("keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        System.arraycopy(
                new String[] {"-keystore", folder.resolve("keys").toString(), "-storepass", "public"},
                0,
                command,
                arguments.length + 1,
                4);
        new Program(command).output();
    }

    private Program.Result packages(int limit) {
        return new Program("cloudformation/node/packages", "no-such-program", "httpd", "apache2-bin")
                .with("PATH", folder + ":" + System.getenv("PATH"))
                .with("PACKAGES_LIMIT", limit)
                .result();
    }

    private String calls(String program) throws IOException {
        StringBuilder calls = new StringBuilder();
        Files.readAllLines(folder.resolve("calls")).stream()
                .filter(call -> call.startsWith(program))
                .forEach(call -> calls.append(call).append('\n'));
        return calls.toString();
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                "#!/bin/bash\necho \"$(basename \"$0\") $*\" >>" + folder + "/calls\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
