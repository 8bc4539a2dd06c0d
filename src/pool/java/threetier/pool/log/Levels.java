package threetier.pool.log;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Applies changes of levels in the node's copy of logging.properties, so that an operator can see more without a
 * restart. Payara Micro itself reads the file only when it starts.
 */
final class Levels {

    private static final Logger LOG = Logger.getLogger(Levels.class.getName());
    private static final String SUFFIX = ".level";
    private static final long PERIOD_MILLIS = 1_000;
    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    private final Path file;
    /** Java discards loggers without references, together with their levels. */
    private final Map<String, Logger> changed = new HashMap<>();

    private FileTime seen;
    private Properties before;

    Levels(Path file) throws IOException {
        this.file = file;
        seen = Files.getLastModifiedTime(file);
        before = read();
    }

    /** Starts the watch, once per server. Does nothing for a server that no launcher has started. */
    static void watch() {
        String folder = System.getenv("APP_RUN_DIR");
        Path file = folder == null ? null : Path.of(folder, "server", "logging.properties");
        if (file != null && Files.exists(file) && WATCHED.compareAndSet(false, true)) {
            Thread watch = new Thread(() -> lookAgainAndAgain(file), "log-levels");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void lookAgainAndAgain(Path file) {
        try {
            Levels levels = new Levels(file);
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                levels.look();
            }
        } catch (IOException | InterruptedException gone) {
            LOG.log(Level.WARNING, "Changes of {0} have no effect any more", file);
        }
    }

    /** Applies the levels that differ from those of the last look. A level that is gone comes from the parent again. */
    void look() throws IOException {
        FileTime now = Files.getLastModifiedTime(file);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        Properties after = read();
        Properties all = new Properties();
        all.putAll(before);
        all.putAll(after);
        for (String key : all.stringPropertyNames()) {
            String level = after.getProperty(key);
            if (key.endsWith(SUFFIX) && (level == null || !level.equals(before.getProperty(key)))) {
                set(key.substring(0, key.length() - SUFFIX.length()), level);
            }
        }
        before = after;
    }

    private void set(String name, String level) {
        try {
            changed.computeIfAbsent(name, Logger::getLogger)
                    .setLevel(level == null ? null : Level.parse(level.strip()));
            LOG.info("The level of \"" + name + "\" is now " + (level == null ? "that of its parent" : level));
        } catch (IllegalArgumentException unknown) {
            LOG.warning("There is no level \"" + level + "\"");
        }
    }

    private Properties read() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
