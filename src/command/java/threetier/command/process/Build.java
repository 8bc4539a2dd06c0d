package threetier.command.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Facts of the build, which Maven writes to the class path. */
public final class Build {

    private static final String FILE = "/threetier/command/build.properties";

    private Build() {}

    /** The line of Payara that was built for: {@code 6}, {@code 7}. */
    public static String line() {
        return fact("payara.version").replaceFirst("\\..*", "");
    }

    /** Empty where the build knows none of this name. */
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
