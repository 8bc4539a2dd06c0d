package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.function.Function;

/** Changes and queries on the writer. While it is away they fail at once. */
@ApplicationScoped
class WriterQueries {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @Inject
    private WriterTransaction transaction;

    @Inject
    private Insertion insertion;

    /** Two, because a demoted writer still answers queries. */
    private final Breaker changes = new Breaker(Role.WRITER);

    private final Breaker queries = new Breaker(Role.WRITER);

    /** @throws DatabaseAwayException when it is away, or takes no changes */
    public <T> T change(Function<EntityManager, T> change) {
        return changes.call(() -> Outage.noticed(Role.WRITER, () -> transaction.run(change)));
    }

    /** @throws DatabaseAwayException when it is away, or takes no changes */
    public long[] insert(String into, List<String> values) {
        return changes.call(() -> Outage.noticed(Role.WRITER, () -> insertion.keys(into, values)));
    }

    /** @throws DatabaseAwayException when it is away */
    public <T> T run(Function<EntityManager, T> query) {
        return queries.call(() -> Outage.noticed(Role.WRITER, () -> query.apply(writer)));
    }
}
