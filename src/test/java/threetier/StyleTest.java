package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Style rules that a formatter does not check. */
class StyleTest {

    private static final int WIDTH = 140;
    private static final int LONGEST_CLASS = 250;
    private static final int LONGEST_README = 199;
    private static final int LONGEST_SCRIPT = 49;
    /** Files that are third-party, unversioned or generated. */
    private static final List<String> OTHERS = List.of(".git", "target", ".stage", "node_modules", "mvnw", ".mvn");

    @Test
    void yamlMarkdownAndShellFitIntoTheirWidth() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path file : files(Path.of(""))) {
            List<String> lines = isText(file) ? Files.readAllLines(file) : List.of();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > WIDTH) {
                    wide.add(file + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), wide);
    }

    /**
     * If the environment has the variable CDPATH, {@code cd} may change to another folder of the same name and print
     * its path (POSIX).
     */
    @Test
    void noScriptFollowsCdpath() throws IOException {
        List<String> followers = new ArrayList<>();
        for (Path file : files(Path.of(""))) {
            if (isText(file) && Files.readString(file).matches("(?s).*(?<!CDPATH= )cd \"\\$\\(dirname \"\\$0.*")) {
                followers.add(file.toString());
            }
        }
        assertEquals(List.of(), followers);
    }

    @Test
    void noFileOfTheCommandIsLong() throws IOException {
        for (Path file : files(Path.of("src/command/java"))) {
            int lines = Files.readAllLines(file).size();
            assertTrue(lines <= LONGEST_CLASS, file + " has " + lines + " lines");
        }
    }

    @Test
    void whatIsReadFirstIsShort() throws IOException {
        assertTrue(Files.readAllLines(Path.of("README.md")).size() <= LONGEST_README, "README.md");
        assertTrue(Files.readAllLines(Path.of("three-tier")).size() <= LONGEST_SCRIPT, "three-tier");
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        for (String root : List.of("main", "pool", "schema", "command")) {
            for (Path file : files(Path.of("src", root, "java"))) {
                assertTrue(
                        Files.exists(file.resolveSibling("package-info.java")),
                        file.getParent() + " has no package-info.java");
            }
        }
    }

    /** One name means one thing in the whole project. */
    @Test
    void eachClassHasANameOfItsOwn() throws IOException {
        Set<String> names = new HashSet<>();
        List<String> again = files(Path.of("src")).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                .filter(name -> !names.add(name))
                .toList();
        assertEquals(List.of(), again);
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(yaml|yml|md|sh)")
                || !file.getFileName().toString().contains(".") && isScript(file);
    }

    private static boolean isScript(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().orElse("").matches("#!.*\\b(ba)?sh\\b.*");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
            for (Path entry : entries.map(Path::normalize).sorted().toList()) {
                if (OTHERS.contains(entry.getFileName().toString())) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    files.addAll(files(entry));
                } else {
                    files.add(entry);
                }
            }
        }
        return files;
    }
}
