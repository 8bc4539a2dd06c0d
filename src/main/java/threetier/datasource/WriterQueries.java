package threetier.datasource;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import threetier.consistency.Kind;
import threetier.measure.Histogram;
import threetier.measure.Meters;

/** Runs changes and queries on the writer. While the writer is unavailable, they fail immediately. */
@ApplicationScoped
class WriterQueries {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @Inject
    private WriterTransaction transaction;

    @Inject
    private Insertion insertion;

    @Inject
    private FreshnessByKind freshness;

    @Inject
    private Meters meters;

    private final Histogram commits = Histogram.ofDurations();
    private final Histogram insertions = Histogram.ofDurations();
    private final Histogram rows = Histogram.ofNumbers(1, 2, 4, 8, 16, 32, 64);

    @Inject
    @ConfigProperty(name = "database.places", defaultValue = "16")
    private int places;

    /** Changes and queries have separate gates, because a demoted writer refuses changes but still answers queries. */
    private Gate changes;

    private Gate queries;

    @PostConstruct
    void measure() {
        changes = new Gate(Role.WRITER, places);
        queries = new Gate(Role.WRITER, places);
        changes.measure(meters, "change");
        queries.measure(meters, "query");
        String name = "threetier_commit_duration_seconds";
        String help = "Time of a successful change, until its commit is durable.";
        meters.histogram(name, help, commits, "kind", "transaction");
        meters.histogram(name, help, insertions, "kind", "insert");
        meters.histogram("threetier_commit_rows", "Rows that a commit of the kind insert has saved together.", rows);
    }

    /**
     * Runs a change in a transaction and returns after its commit.
     *
     * @throws ConflictException when another change is in the way
     * @throws ReadOnlyModeException when read-only mode is on
     * @throws DatabaseAwayException when the writer is unavailable, or accepts no changes
     * @throws OverloadException when too many requests change the writer
     */
    public <T> T change(Function<EntityManager, T> change) {
        return changes.admit(() -> {
            long start = System.nanoTime();
            T value = transaction.run(change);
            commits.record(System.nanoTime() - start);
            return value;
        });
    }

    /**
     * Inserts a row for each value and returns the assigned keys after the commit.
     *
     * @throws ReadOnlyModeException when read-only mode is on
     * @throws DatabaseAwayException when the writer is unavailable, or accepts no changes
     * @throws OverloadException when too many requests change the writer
     */
    public long[] insert(String into, List<String> values) {
        return changes.admit(() -> {
            long start = System.nanoTime();
            long[] keys = insertion.keys(into, values);
            insertions.record(System.nanoTime() - start);
            rows.record(keys.length);
            return keys;
        });
    }

    /**
     * Runs the query of a request.
     *
     * @throws DatabaseAwayException when the writer is unavailable
     * @throws OverloadException when too many requests query the writer
     */
    public <T> T run(Function<EntityManager, T> query) {
        return queries.admit(() -> query.apply(writer));
    }

    /**
     * The writer's newest row of this kind. This is a query of the node itself, not of a request, so it does not wait
     * for a place.
     *
     * @throws DatabaseAwayException when the writer is unavailable
     */
    public NewestRow newest(Kind kind) {
        return queries.ask(() -> freshness.of(kind).newest(writer));
    }

    /**
     * What this application may do on the writer: the lines of SHOW GRANTS. This is a query of the node itself, too.
     *
     * @throws DatabaseAwayException when the writer is unavailable
     */
    public List<String> grants() {
        return queries.ask(
                () -> ((List<?>) writer.createNativeQuery("SHOW GRANTS").getResultList())
                        .stream().map(String::valueOf).toList());
    }

    /**
     * Whether the writer has exactly this row of this kind. This is a query of the node itself, too.
     *
     * @throws DatabaseAwayException when the writer is unavailable
     */
    public boolean has(Kind kind, NewestRow row) {
        return queries.ask(() -> freshness.of(kind).has(writer, row));
    }
}
