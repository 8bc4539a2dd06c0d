package threetier.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.process.Program;

/** {@code ./three-tier} on the command line. */
@Tag("stage")
public class CommandLineIT {

    @TempDir
    private Path folder;

    @Test
    void helpNamesEveryCommand() throws Exception {
        Program.Result result = run(Map.of(), "--help");
        assertEquals(0, result.status());
        for (String command : List.of("inspect", "up", "down", "status", "logs", "check", "redeploy", "load", "test")) {
            assertTrue(result.all().contains("./three-tier " + command), result.all());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "upp; there is no command \"upp\"",
                "status --jsn; \"--jsn\" is not understood here",
                "test --all quickly; \"quickly\" is not understood here",
                "up --port http; --port must be a whole number from 1 to 65535",
                "up --database oracle; --database must be mariadb or mysql, not \"oracle\""
            })
    void whatIsNotUnderstoodIsRefused(String arguments, String problem) {
        Program.Result result = run(Map.of(), arguments.split(" "));
        assertEquals(1, result.status());
        assertTrue(result.all().contains("three-tier: " + problem), result.all());
    }

    /** Both commands find the same; {@code up} starts nothing then. */
    @Test
    void anEarIsRefusedBeforeAnythingStarts() throws Exception {
        Path ear = folder.resolve("shop.ear");
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(ear))) {
            archive.putNextEntry(new ZipEntry("shop-web.war"));
        }
        Program.Result inspected = run(Map.of(), "inspect", ear.toString());
        assertEquals(1, inspected.status());
        String finding = "cannot work  This is an EAR. Take the WAR out of it (shop-web.war)";
        assertTrue(inspected.all().contains(finding), inspected.all());
        Program.Result raised = run(Map.of(), "up", "-d", "--war", ear.toString());
        assertEquals(1, raised.status());
        assertTrue(raised.all().contains(finding), raised.all());
        assertFalse(raised.all().contains("writer and reader"), raised.all());
    }

    @Test
    void aWarThatNeedsNothingPasses() throws Exception {
        Program.Result result = run(Map.of(), "inspect", "target/three-tier.war");
        assertEquals(0, result.status());
        assertTrue(result.all().contains("  nothing needs a change"), result.all());
        assertTrue(result.all().contains("./three-tier up -d --war target/three-tier.war"), result.all());
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path javac = Files.writeString(bin.resolve("javac"), "#!/bin/sh\necho javac 11.0.2\n");
        assertTrue(javac.toFile().setExecutable(true));
        Program.Result result = run(Map.of("JAVA_HOME", folder.toString()), "up");
        assertEquals(1, result.status());
        assertTrue(
                result.all().contains("Java is too old: " + javac + " is version 11, 17 or newer is needed"),
                result.all());
    }

    /** With JAVA_TOOL_OPTIONS, Java prints a notice before its version. */
    @Test
    void optionsForJavaInTheEnvironmentDoNotMakeItOld() throws Exception {
        Program.Result result = run(Map.of("JAVA_TOOL_OPTIONS", "-Dany=thing"), "status", "--jsn");
        assertTrue(result.all().contains("three-tier: \"--jsn\" is not understood here"), result.all());
    }

    @Test
    void aSiteThatIsNotThereFailsTheCheck() throws Exception {
        Program.Result result = run(Map.of(), "check", "http://127.0.0.1:9");
        assertEquals(1, result.status());
        assertTrue(
                result.all()
                        .contains("three-tier: http://127.0.0.1:9 does not work: nothing accepts connections there"),
                result.all());
    }

    /** Addresses for documentation (RFC 3849), where nothing is. Without a terminal there is no answer. */
    @Test
    void loadOnAPublicAddressIsOnlySentWhenItIsKnownOrConfirmed() throws Exception {
        Program.Result unknown = load("http://[2001:db8::2]");
        assertEquals(1, unknown.status());
        assertTrue(
                unknown.all().contains("http://[2001:db8::2] is public, and not the site of the stack three-tier."),
                unknown.all());
        assertTrue(unknown.all().endsWith("Nothing was sent."), unknown.all());
        for (Program.Result allowed : List.of(load("http://[2001:db8::1]"), load("http://[2001:db8::2]", "--yes"))) {
            assertEquals(1, allowed.status());
            assertTrue(allowed.all().contains("three-tier: No load can be sent to http://[2001:db8::"), allowed.all());
        }
    }

    /** Sends a load, with an AWS CLI that knows one site. */
    private Program.Result load(String url, String... more) throws Exception {
        Path aws = Files.writeString(folder.resolve("aws"), """
                #!/bin/sh
                case "$*" in
                    --version) echo aws-cli/2.27.0 ;;
                    sts*) echo '{"Account": "111122223333"}' ;;
                    *) echo '{"Stacks": [{"Outputs": [{"OutputKey": "Url", "OutputValue": "http://[2001:db8::1]"}]}]}' ;;
                esac
                """);
        assertTrue(aws.toFile().setExecutable(true));
        List<String> arguments = new ArrayList<>(List.of("load", "--region", "eu-central-1", "--url", url));
        arguments.addAll(List.of(more));
        return run(Map.of("PATH", folder + ":" + System.getenv("PATH")), arguments.toArray(String[]::new));
    }

    private static Program.Result run(Map<String, String> environment, String... arguments) {
        return run(Path.of(""), environment, arguments);
    }

    /** Runs the command of this clone. */
    public static Program.Result run(Path clone, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(clone.resolve("three-tier").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new Program(command).with(environment).result();
    }
}
