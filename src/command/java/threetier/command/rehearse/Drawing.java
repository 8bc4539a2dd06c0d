package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.process.Workspace;

/** The drawing of allowed network paths in {@code docs/aws.md}. */
public final class Drawing {

    /** Matches {@code alb ─80─▶ web}. The last name is a lookahead, because the next arrow starts with it. */
    private static final Pattern ARROW = Pattern.compile("(\\w+) ─+([^─▶]+?)─+▶ (?=(\\w+))");

    private Drawing() {}

    /** @param options enabled options; a label like {@code 443(https)} counts only with the option {@code https} */
    public static Set<Arrow> arrows(Set<String> options) {
        Set<Arrow> arrows = new TreeSet<>();
        Matcher arrow = ARROW.matcher(text());
        while (arrow.find()) {
            for (String label : arrow.group(2).trim().split(" *, *")) {
                String option = label.contains("(") ? label.substring(label.indexOf('(') + 1, label.indexOf(')')) : "";
                if (option.isEmpty() || options.contains(option)) {
                    arrows.add(new Arrow(arrow.group(1), label.replaceFirst("\\(.*", ""), arrow.group(3)));
                }
            }
        }
        return arrows;
    }

    /** All arrows, whatever options they need. */
    static Set<Arrow> arrows() {
        return arrows(Set.of("public", "https", "http", "ajp", "edge", "replication"));
    }

    private static String text() {
        try {
            return Files.readString(Workspace.projectFolder().resolve("docs/aws.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
