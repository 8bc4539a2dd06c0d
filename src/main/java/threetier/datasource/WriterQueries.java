package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/** Changes and queries on the writer. While it is away they fail at once. */
@ApplicationScoped
class WriterQueries {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @Inject
    private WriterTransaction transaction;

    private final Admission changes = new Admission();
    private final Admission queries = new Admission();

    @CircuitBreaker(failOn = DatabaseAwayException.class, requestVolumeThreshold = Breaker.CALLS, delay = Breaker.PAUSE)
    public <T> T change(Function<EntityManager, T> change) {
        return changes.run(() -> Outage.noticed(Role.WRITER, () -> transaction.run(change)));
    }

    /** A breaker of its own: a demoted writer still answers queries. */
    @CircuitBreaker(failOn = DatabaseAwayException.class, requestVolumeThreshold = Breaker.CALLS, delay = Breaker.PAUSE)
    public <T> T run(Function<EntityManager, T> query) {
        return queries.run(() -> Outage.noticed(Role.WRITER, () -> query.apply(writer)));
    }
}
