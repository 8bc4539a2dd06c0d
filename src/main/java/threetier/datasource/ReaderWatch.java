package threetier.datasource;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import threetier.consistency.ReplicaLag;
import threetier.consistency.Token;

/**
 * Asks both databases once a second for their newest row. This shows how far the reader is behind, whether its rows are
 * still those of the writer, and which tokens can be genuine. It also logs when a database stops answering and when it
 * answers again.
 */
@ApplicationScoped
class ReaderWatch {

    private static final Logger LOG = Logger.getLogger(ReaderWatch.class.getName());
    private static final long PERIOD_MILLIS = 1_000;
    private static final int LOOKS_AGAIN = 50;
    /** More rows than all nodes together can write between two queries to the writer. */
    private static final long MARGIN = 100_000;

    private final ReaderQueries reader;
    private final WriterQueries writer;
    private final int limitSeconds;

    private final ReplicaLag lag = new ReplicaLag();
    /**
     * The reader has not replicated a TRUNCATE yet. Ids restart after it, so the old rows of the reader would pass for
     * new ones.
     */
    private volatile boolean olderTable;
    /** Used by the watching thread only. */
    private final Set<Role> silent = EnumSet.noneOf(Role.class);

    private ScheduledExecutorService clock;

    /**
     * @param limitSeconds how far the reader may be behind before queries go to the writer: {@code READER_LAG_LIMIT}
     */
    @Inject
    ReaderWatch(
            ReaderQueries reader,
            WriterQueries writer,
            @ConfigProperty(name = "reader.lag.limit", defaultValue = "5") int limitSeconds) {
        this.reader = reader;
        this.writer = writer;
        this.limitSeconds = limitSeconds;
    }

    /** For CDI's proxy. */
    protected ReaderWatch() {
        this(null, null, 0);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "reader-watch");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    public Duration lag() {
        return lag.at(System.nanoTime());
    }

    /** Whether the reader is too far behind, or has rows that the writer no longer has. */
    public boolean behind() {
        return lag().toSeconds() >= limitSeconds || olderTable;
    }

    /** The row that a reader must have; 0 for a token that no client can have got, so that it costs nothing. */
    public long wanted(Token token) {
        long newest = lag.newestOnWriter();
        return newest >= 0 && token.id() > newest + MARGIN ? 0 : token.id();
    }

    private void look() {
        boolean before = behind();
        ask(Role.WRITER, () -> {
            // Taken before the query, so that the time of the query counts towards the lag
            long now = System.nanoTime();
            lag.onWriter(writer.newest().id(), now);
        });
        int looks = 0;
        do {
            ask(Role.READER, () -> compare(reader.newest()));
            // After a deletion the reader usually follows immediately, and need not be left out for a whole period
        } while (olderTable && looks++ < LOOKS_AGAIN && pause());
        if (behind() != before) {
            LOG.warning(
                    before
                            ? "The reader has caught up"
                            : "The reader "
                                    + (olderTable
                                            ? "has rows that the writer no longer has"
                                            : "is " + lag().toMillis() + " ms behind")
                                    + ": the writer is read instead");
        }
    }

    private void compare(NewestRow onReader) {
        ask(Role.WRITER, () -> olderTable = !writer.has(onReader));
        if (!olderTable) {
            lag.onReader(onReader.id());
        }
    }

    /** Returns false when the application ends. */
    private static boolean pause() {
        try {
            Thread.sleep(PERIOD_MILLIS / LOOKS_AGAIN);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Catches every failure: the scheduler never runs a task again after an exception. */
    private void ask(Role role, Runnable question) {
        try {
            question.run();
            if (silent.remove(role)) {
                LOG.warning("The " + role + " answers again");
            }
        } catch (RuntimeException away) {
            if (silent.add(role)) {
                LOG.warning("The " + role + " does not answer: " + RootCause.inWords(away));
            }
        }
    }
}
