package threetier.command.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.process.Build;
import threetier.command.process.Program;

/**
 * The app nodes that a WAR is for.
 *
 * @param line their line of Payara, {@code 6} or {@code 7}
 * @param java their version of Java
 * @param ajp whether httpd speaks AJP with them
 * @param sessions how they keep sessions, the value of {@code --sessions}
 */
public record AppNodes(String line, int java, boolean ajp, String sessions) {

    private static final int JAVA_ON_AWS = 25;

    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** The app nodes on AWS, whose Java payara/install.sh installs. */
    public static AppNodes onAws(boolean ajp, String sessions) {
        return new AppNodes(Build.line(), JAVA_ON_AWS, ajp, sessions);
    }

    /**
     * The app nodes of this machine.
     *
     * @throws CommandException if it has no Java for them; the message says how to install one
     */
    public static AppNodes here(Path project, boolean ajp, String sessions) {
        Path home = Path.of(new Program(project.resolve("payara/java-home").toString(), Build.line()).output());
        try {
            Matcher version = JAVA_VERSION.matcher(Files.readString(home.resolve("release")));
            return new AppNodes(
                    Build.line(),
                    version.find()
                            ? Integer.parseInt(version.group(1))
                            : Runtime.version().feature(),
                    ajp,
                    sessions);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
