package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A number in a file, at most three characters after its name. Each occurrence of the name has the same number. */
record Setting(String file, String name) {

    private static final String DOCUMENTATION = "docs/operations.md";

    int value() {
        List<Integer> values = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "[ =:-]{1,3}([\\d_]+)")
                .matcher(text(file))
                .results()
                .map(match -> Integer.valueOf(match.group(1).replace("_", "")))
                .distinct()
                .toList();
        assertEquals(1, values.size(), name + " in " + file + ": " + values);
        return values.get(0);
    }

    /**
     * Asserts that a table row in the operators' documentation has this setting with this value, a regular expression.
     */
    void assertDocumented(String value) {
        assertTrue(
                text(DOCUMENTATION)
                        .lines()
                        .anyMatch(line -> line.matches(".*\\| " + value + " \\|.*")
                                && line.contains("`" + name + "`, `" + place() + "`")),
                DOCUMENTATION + " has no row with " + value + " for " + this);
    }

    /** The file or the Java class in which readers find the setting. */
    private String place() {
        return file.endsWith(".java")
                ? file.replaceAll("^src/\\w+/java/|\\.java$", "").replace('/', '.')
                : file;
    }

    @Override
    public String toString() {
        return name + " (" + file + ", " + value() + ")";
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
