package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/** Changes and queries on the writer. While it is away they fail at once. */
@ApplicationScoped
class WriterQueries {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @Inject
    private WriterTransaction transaction;

    @Bulkhead(Limits.AT_ONCE)
    @CircuitBreaker(failOn = DatabaseAwayException.class, requestVolumeThreshold = Limits.CALLS, delay = Limits.PAUSE)
    public <T> T change(Function<EntityManager, T> change) {
        return Outage.noticed(Role.WRITER, () -> transaction.run(change));
    }

    /** A breaker of its own: a demoted writer still answers queries. */
    @Bulkhead(Limits.AT_ONCE)
    @CircuitBreaker(failOn = DatabaseAwayException.class, requestVolumeThreshold = Limits.CALLS, delay = Limits.PAUSE)
    public <T> T run(Function<EntityManager, T> query) {
        return Outage.noticed(Role.WRITER, () -> query.apply(writer));
    }
}
