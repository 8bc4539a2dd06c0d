package threetier.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./three-tier} as a person types it. */
@Tag("stage")
public class CommandLineIT {

    @TempDir
    private Path folder;

    @Test
    void helpNamesEveryCommand() throws Exception {
        Result result = run(Map.of(), "--help");
        assertEquals(0, result.status);
        for (String command : List.of("up", "down", "status", "logs", "check", "redeploy", "test")) {
            assertTrue(result.output.contains("./three-tier " + command), result.output);
        }
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        Result result = run(Map.of(), "upp");
        assertEquals(1, result.status);
        assertTrue(result.output.contains("three-tier: there is no command \"upp\""), result.output);
    }

    @Test
    void aMisspeltOptionIsRefused() throws Exception {
        Result result = run(Map.of(), "status", "--jsn");
        assertEquals(1, result.status);
        assertTrue(result.output.contains("three-tier: \"--jsn\" is not understood here"), result.output);
    }

    @Test
    void aWordTooManyIsRefused() throws Exception {
        Result result = run(Map.of(), "test", "--all", "quickly");
        assertEquals(1, result.status);
        assertTrue(result.output.contains("three-tier: \"quickly\" is not understood here"), result.output);
    }

    @Test
    void aNumberThatIsNoneIsRefused() throws Exception {
        Result result = run(Map.of(), "up", "--port", "http");
        assertEquals(1, result.status);
        assertTrue(result.output.contains("three-tier: --port must be a whole number from 1 to 65535"), result.output);
    }

    @Test
    void anUnknownDatabaseIsRefused() throws Exception {
        Result result = run(Map.of(), "up", "--database", "oracle");
        assertEquals(1, result.status);
        assertTrue(
                result.output.contains("three-tier: --database must be mariadb or mysql, not \"oracle\""),
                result.output);
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path javac = Files.writeString(bin.resolve("javac"), "#!/bin/sh\necho javac 11.0.2\n");
        assertTrue(javac.toFile().setExecutable(true));
        Result result = run(Map.of("JAVA_HOME", folder.toString()), "up");
        assertEquals(1, result.status);
        assertTrue(
                result.output.contains("Java is too old: " + javac + " is version 11, 17 or newer is needed"),
                result.output);
    }

    /** Java says that it has read them, before its version. */
    @Test
    void optionsForJavaInTheEnvironmentDoNotMakeItOld() throws Exception {
        Result result = run(Map.of("JAVA_TOOL_OPTIONS", "-Dany=thing"), "status", "--jsn");
        assertTrue(result.output.contains("three-tier: \"--jsn\" is not understood here"), result.output);
    }

    @Test
    void aSiteThatIsNotThereFailsTheCheck() throws Exception {
        Result result = run(Map.of(), "check", "http://127.0.0.1:9");
        assertEquals(1, result.status);
        assertTrue(
                result.output.contains(
                        "three-tier: http://127.0.0.1:9 does not work: nothing there takes a connection"),
                result.output);
    }

    public record Result(int status, String output) {}

    private static Result run(Map<String, String> environment, String... arguments) throws Exception {
        return run(Path.of(""), environment, arguments);
    }

    /** Runs the command of this clone. */
    public static Result run(Path clone, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(clone.resolve("three-tier").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
