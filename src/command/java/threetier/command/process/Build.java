package threetier.command.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Facts about the build, written to the class path by Maven. */
public final class Build {

    private static final String FILE = "/threetier/command/build.properties";

    private Build() {}

    /** The line of Payara of this build: {@code 6} or {@code 7}. */
    public static String line() {
        return fact("payara.version").replaceFirst("\\..*", "");
    }

    /** A build fact by name; empty if unknown. */
    public static String fact(String name) {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            properties.load(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + FILE, failure);
        }
        return properties.getProperty(name, "");
    }
}
