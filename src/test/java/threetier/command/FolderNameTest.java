package threetier.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command rejects a folder name that a server or Java would misread, before it builds or starts anything. */
class FolderNameTest {

    /** A script that makes a clone in a folder whose name has a given character, and runs the command there. */
    private static final String IN_CLONE =
            "printf -v letter \"$2\"; clone=$1/a${letter}b; mkdir \"$clone\" && cp three-tier \"$clone\" && \"$clone/three-tier\" \"$3\" 2>&1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\\\"",
                "'",
                "\\\\",
                "`",
                "$",
                "%%",
                ":",
                ";",
                "#",
                "!",
                "*",
                "?",
                "[",
                "]",
                "{",
                "}",
                "(",
                ")",
                "<",
                ">",
                "|",
                "&",
                "\\303\\251"
            })
    void aLetterInThePathOfACloneIsNamed(String letter) throws Exception {
        String said = inClone(letter, "up");
        String named = said.replaceFirst("(?s).*with \"(.+)\" in its path.*", "$1");
        assertEquals(
                "three-tier: a clone cannot be in a folder with \"" + named + "\" in its path: " + folder + "/a" + named
                        + "b\n",
                said);
        assertEquals(run(Map.of(), "printf", letter), named);
    }

    @Test
    void aLetterThatWouldBreakTheLineIsNotPrinted() throws Exception {
        assertEquals(
                "three-tier: a clone cannot be in a folder with \"?\" in its path: " + folder + "/a?b\n",
                inClone("\\n", "up"));
    }

    @Test
    void lettersThatMeanNothingElseAreTaken() throws Exception {
        assertFalse(inClone("Z9._+,=@~^-", "up").contains("cannot be in a folder"));
    }

    /** For AWS, the command builds the project here but starts neither httpd nor a database. */
    @Test
    void onTheWayToAwsOnlyAClassPathIsInTheWay() throws Exception {
        assertEquals(
                "three-tier: a clone cannot be in a folder with \":\" in its path: " + folder + "/a :b\n",
                inClone(" :", "deploy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\"", "'", "\\", "$", "%", "*", "?", "[", "]"})
    void aLetterInAFolderOfHttpdIsNamed(String letter) throws Exception {
        for (String variable : new String[] {"WEB_HOME", "WEB_RUN_DIR", "WEB_LOG_DIR"}) {
            Map<String, String> environment =
                    new HashMap<>(Map.of("APP_TIER_URL", "http://127.0.0.1:9", "WEB_RUN_DIR", folder.toString()));
            environment.put(variable, folder + "/a" + letter);
            assertEquals(
                    "httpd/launch: " + variable + " cannot be a folder with \"" + letter + "\" in its path: " + folder
                            + "/a" + letter + "\n",
                    run(environment, "httpd/launch"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "#", "?", ":"})
    void aLetterInAFolderOfPayaraIsNamed(String letter) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "APP_IMAGE", folder.toString(), "APP_WAR", folder.toString(), "APP_RUN_DIR", folder + "/a" + letter));
        for (String name : new String[] {"URL", "USER", "PASSWORD"}) {
            environment.put("WRITER_" + name, "w");
            environment.put("READER_" + name, "r");
        }
        assertEquals(
                "payara/launch: a folder cannot have \"" + letter + "\" in its path: "
                        + folder.toRealPath().resolve("a" + letter) + "\n",
                run(environment, "payara/launch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "%", "#", "?", ":"})
    void aLetterInAFolderOfAPayaraServerIsNamed(String letter) throws Exception {
        for (String variable : new String[] {"PAYARA_HOME", "APP_RUN_DIR"}) {
            Map<String, String> environment =
                    new HashMap<>(Map.of("PAYARA_HOME", folder.toString(), "APP_RUN_DIR", folder.toString()));
            environment.put(variable, folder + "/a" + letter);
            assertEquals(
                    "payara/asadmin: " + variable + " cannot be a folder with \"" + letter + "\" in its path: " + folder
                            + "/a" + letter + "\n",
                    run(environment, "payara/asadmin", "stop"));
        }
    }

    private String inClone(String letter, String word) throws Exception {
        return run(Map.of(), "bash", "-c", IN_CLONE, "bash", folder.toString(), letter, word);
    }

    private static String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
