package threetier.datasource;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.measure.Meters;

/**
 * Queries the newest row of each kind in both databases once a second. The two rows show how far the reader is behind,
 * whether the rows of the reader still exist on the writer, and which tokens can be genuine. This class also logs when
 * a database stops answering and when it answers again. {@link ReadOnlyWatch} asks in the same thread.
 */
@ApplicationScoped
class ReaderWatch {

    private static final Logger LOG = Logger.getLogger(ReaderWatch.class.getName());
    private static final long PERIOD_MILLIS = 1_000;
    private static final int LOOKS_AGAIN = 50;
    /**
     * How far the id of a genuine token can be above the newest id that this class last read from the writer. All nodes
     * together write fewer rows between two consecutive looks of this class.
     */
    private static final long MARGIN = 100_000;

    private final ReaderQueries reader;
    private final WriterQueries writer;
    private final ReadOnlyWatch mode;
    private final int limitSeconds;
    private final Meters meters;

    private final Map<Kind, TableWatch> tables = new EnumMap<>(Kind.class);
    /** The databases that did not answer the last query. Only the watching thread uses this field. */
    private final Set<Role> silent = EnumSet.noneOf(Role.class);

    private ScheduledExecutorService clock;

    /** @param limitSeconds replica lag in seconds from which queries go to the writer: {@code READER_LAG_LIMIT} */
    @Inject
    ReaderWatch(
            ReaderQueries reader,
            WriterQueries writer,
            ReadOnlyWatch mode,
            FreshnessByKind freshness,
            @ConfigProperty(name = "reader.lag.limit", defaultValue = "5") int limitSeconds,
            Meters meters) {
        this.reader = reader;
        this.writer = writer;
        this.mode = mode;
        this.limitSeconds = limitSeconds;
        this.meters = meters;
        if (freshness != null) {
            freshness.kinds().forEach(kind -> tables.put(kind, new TableWatch()));
        }
    }

    /** The proxy class that CDI generates needs this constructor. */
    protected ReaderWatch() {
        this(null, null, null, null, 0, null);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        meters.gauge(
                "threetier_replica_lag_seconds",
                "Age of the oldest row seen on the writer that is missing on the reader.",
                () -> lag().toNanos() / 1e9);
        meters.gauge(
                "threetier_reader_behind",
                "1 while queries go to the writer because the reader is too far behind.",
                () -> behind() ? 1 : 0);
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

    /** How long the reader has been missing a row of any kind. */
    public Duration lag() {
        return tables.values().stream()
                .map(TableWatch::lag)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Whether the reader is too far behind with any kind of row. */
    public boolean behind() {
        return tables.keySet().stream().anyMatch(this::behind);
    }

    /** Whether the reader is too far behind with this kind of row, or has rows that the writer no longer has. */
    public boolean behind(Kind kind) {
        TableWatch table = tables.get(kind);
        return table.lag().toSeconds() >= limitSeconds || table.older();
    }

    /**
     * The row that a reader must have to answer a client with this token. Returns no row for a token that no client can
     * have received, so that a forged token does not cost an additional query.
     */
    public Token wanted(Token token) {
        long newest = tables.get(token.kind()).newestOnWriter();
        return newest >= 0 && token.id() > newest + MARGIN ? token.kind().none() : token;
    }

    private void look() {
        tables.forEach(this::look);
        ask(Role.WRITER, mode::look);
    }

    private void look(Kind kind, TableWatch table) {
        boolean before = behind(kind);
        ask(Role.WRITER, () -> {
            // The time is taken before the query, so that the duration of the query counts towards the lag
            long now = System.nanoTime();
            table.onWriter(writer.newest(kind), now);
        });
        int looks = 0;
        do {
            ask(Role.READER, () -> compare(kind, table, reader.newest(kind)));
            // The reader usually replicates a TRUNCATE immediately. The repeated query lets the reader answer again
            // without a delay
        } while (table.older() && looks++ < LOOKS_AGAIN && pause());
        if (behind(kind) != before) {
            LOG.warning(
                    before
                            ? "The reader has caught up"
                            : "The reader "
                                    + (table.older()
                                            ? "has rows that the writer no longer has"
                                            : "is " + table.lag().toMillis() + " ms behind")
                                    + ": queries go to the writer instead");
        }
    }

    private void compare(Kind kind, TableWatch table, NewestRow onReader) {
        ask(Role.WRITER, () -> table.onReader(onReader, writer.has(kind, onReader)));
    }

    /** Waits before the next query. Returns false when the application stops. */
    private static boolean pause() {
        try {
            Thread.sleep(PERIOD_MILLIS / LOOKS_AGAIN);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a query and catches every failure, because the scheduler never runs a task again after an exception. */
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
