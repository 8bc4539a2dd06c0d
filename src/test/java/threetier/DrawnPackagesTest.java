package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawings of packages in {@code docs/architecture.md} show the dependencies of the code. */
class DrawnPackagesTest {

    private static final Pattern DRAWING = Pattern.compile("```mermaid\nflowchart TD\n(.*?)```", Pattern.DOTALL);
    /** A box with its text. The text begins with the name of a package. */
    private static final Pattern BOX = Pattern.compile("(\\w+)\\[\"([\\w.]+)[^\"]*\"]");

    /** The package of an imported class or of a class with an imported constant. */
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(threetier[a-z.]*)\\.[A-Z]", Pattern.MULTILINE);

    @Test
    void ofTheApplication() throws Exception {
        assertDrawn(0, dependencies("src/main/java", "threetier"));
    }

    @Test
    void ofTheCommand() throws Exception {
        Set<Arrow> dependencies = dependencies("src/command/java", "threetier.command");
        // The text below the drawing says that all packages depend on it
        dependencies.removeIf(arrow -> arrow.to().equals("error"));
        assertDrawn(1, dependencies);
    }

    private record Arrow(String from, String to) implements Comparable<Arrow> {

        @Override
        public int compareTo(Arrow other) {
            return toString().compareTo(other.toString());
        }
    }

    private static void assertDrawn(int number, Set<Arrow> dependencies) throws IOException {
        Set<Arrow> drawn = arrows(number);
        Set<Arrow> surplus = new TreeSet<>(drawn);
        surplus.removeAll(dependencies);
        assertEquals(Set.of(), surplus, "drawn, but not in the code");
        Set<Arrow> missing = dependencies.stream()
                .filter(arrow -> !reached(arrow.from(), drawn).contains(arrow.to()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing, "in the code, but no path of arrows shows it");
    }

    /** All packages to which a path of arrows leads. */
    private static Set<String> reached(String from, Set<Arrow> drawn) {
        Set<String> reached = new TreeSet<>(Set.of(from));
        int before;
        do {
            before = reached.size();
            drawn.stream().filter(arrow -> reached.contains(arrow.from())).forEach(arrow -> reached.add(arrow.to()));
        } while (reached.size() > before);
        return reached;
    }

    private static Set<Arrow> arrows(int number) throws IOException {
        String drawing = DRAWING.matcher(Files.readString(Path.of("docs/architecture.md")))
                .results()
                .toList()
                .get(number)
                .group(1);
        Map<String, String> packages = BOX.matcher(drawing)
                .results()
                .collect(Collectors.toMap(box -> box.group(1), box -> box.group(2), (one, again) -> one));
        Set<Arrow> arrows = new TreeSet<>();
        for (String line : drawing.replaceAll("\\[\"[^\"]*\"]", "").lines().toList()) {
            String[] parts = line.split("-->");
            for (int i = 1; i < parts.length; i++) {
                for (String from : parts[i - 1].split("&")) {
                    for (String to : parts[i].split("&")) {
                        arrows.add(new Arrow(
                                packages.getOrDefault(from.strip(), from.strip()),
                                packages.getOrDefault(to.strip(), to.strip())));
                    }
                }
            }
        }
        return arrows;
    }

    /**
     * The root package has the name of its last part. Imports also show the use of a constant, which byte code does
     * not.
     */
    private static Set<Arrow> dependencies(String sources, String root) throws IOException {
        Set<Arrow> dependencies = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(sources))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String from =
                        Path.of(sources).relativize(file.getParent()).toString().replace('/', '.');
                IMPORT.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .filter(to -> (to + ".").startsWith(root + ".") && !to.equals(from))
                        .forEach(to -> dependencies.add(new Arrow(shown(from, root), shown(to, root))));
            }
        }
        return dependencies;
    }

    private static String shown(String name, String root) {
        return name.equals(root) ? root.replaceFirst(".*\\.", "") : name.substring(root.length() + 1);
    }
}
