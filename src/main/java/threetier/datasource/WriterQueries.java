package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.function.Function;

/** Changes and queries on the writer. While it is away they fail immediately. */
@ApplicationScoped
class WriterQueries {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @Inject
    private WriterTransaction transaction;

    @Inject
    private Insertion insertion;

    @Inject
    private Freshness freshness;

    /** Two, because a demoted writer still answers queries. */
    private final Gate changes = new Gate(Role.WRITER);

    private final Gate queries = new Gate(Role.WRITER);

    /**
     * @throws DatabaseAwayException when it is away, or takes no changes
     * @throws OverloadException when more is asked of it than it can do
     */
    public <T> T change(Function<EntityManager, T> change) {
        return changes.admit(() -> transaction.run(change));
    }

    /**
     * @throws DatabaseAwayException when it is away, or takes no changes
     * @throws OverloadException when more is asked of it than it can do
     */
    public long[] insert(String into, List<String> values) {
        return changes.admit(() -> insertion.keys(into, values));
    }

    /**
     * Runs the query of a request.
     *
     * @throws DatabaseAwayException when it is away
     * @throws OverloadException when more is asked of it than it can do
     */
    public <T> T run(Function<EntityManager, T> query) {
        return queries.admit(() -> query.apply(writer));
    }

    /**
     * The newest row, asked for by the node itself.
     *
     * @throws DatabaseAwayException when it is away
     */
    public NewestRow newest() {
        return queries.ask(() -> freshness.newest(writer));
    }

    /**
     * Whether it has this very row, asked by the node itself.
     *
     * @throws DatabaseAwayException when it is away
     */
    public boolean has(NewestRow row) {
        return queries.ask(() -> freshness.has(writer, row));
    }
}
