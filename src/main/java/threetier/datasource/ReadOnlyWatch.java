package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import threetier.measure.Meters;

/**
 * Knows whether read-only mode is on: whether the writer's user has lost its privileges to change rows. Only the thread
 * of {@link ReaderWatch} asks the writer, once a second; requests ask nothing. While the writer does not answer, the
 * state stays as it was.
 */
@ApplicationScoped
class ReadOnlyWatch {

    private static final Logger LOG = Logger.getLogger(ReadOnlyWatch.class.getName());
    /** A line of SHOW GRANTS with a privilege that changes rows. */
    private static final Pattern CHANGE =
            Pattern.compile("GRANT (.*, ?)?(INSERT|UPDATE|DELETE|ALL PRIVILEGES)\\b.* ON .*");

    private final WriterQueries writer;
    private volatile boolean on;

    @Inject
    ReadOnlyWatch(WriterQueries writer) {
        this.writer = writer;
    }

    /** The proxy class that CDI generates needs this constructor. */
    protected ReadOnlyWatch() {
        this(null);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application, Meters meters) {
        meters.gauge("threetier_read_only", "1 in read-only mode: all changes are refused.", () -> isOn() ? 1 : 0);
    }

    /**
     * Asks the writer.
     *
     * @throws DatabaseAwayException when the writer is unavailable
     */
    public void look() {
        boolean now = !permitsChanges(writer.grants());
        if (now != on) {
            on = now;
            LOG.warning("Read-only mode is " + (now ? "on: changes are refused" : "off"));
        }
    }

    public boolean isOn() {
        return on;
    }

    /** Whether any of these lines of SHOW GRANTS permits to change rows. */
    static boolean permitsChanges(List<String> grants) {
        return grants.stream().anyMatch(grant -> CHANGE.matcher(grant).matches());
    }
}
