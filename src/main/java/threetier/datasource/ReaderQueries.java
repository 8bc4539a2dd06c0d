package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.function.Function;

/** Queries on the reader. While it is unavailable they fail immediately, so that it does not slow down each request. */
@ApplicationScoped
class ReaderQueries {

    @PersistenceContext(unitName = "reader")
    private EntityManager reader;

    @Inject
    private ReaderTransaction transaction;

    @Inject
    private Freshness freshness;

    private final Gate gate = new Gate(Role.READER);

    /**
     * Runs the query of a request.
     *
     * @param wanted id of a row that the reader must have to answer; 0 for none
     * @return empty when it does not have that row
     * @throws DatabaseAwayException when it is unavailable
     * @throws OverloadException when too many requests use it
     */
    public <T> Optional<T> run(long wanted, Function<EntityManager, T> query) {
        return gate.admit(() -> wanted == 0
                ? Optional.of(query.apply(reader))
                : transaction.run(connected ->
                        freshness.reached(connected, wanted) ? Optional.of(query.apply(connected)) : Optional.empty()));
    }

    /**
     * The newest row, for the node itself.
     *
     * @throws DatabaseAwayException when the reader is unavailable
     */
    public NewestRow newest() {
        return gate.ask(() -> freshness.newest(reader));
    }

    /** Whether most callers fail immediately, without a call to the reader. */
    public boolean isAway() {
        return gate.isOpen();
    }

    /** Whether a call is in flight and the reader has been silent for too long to be merely busy. */
    public boolean isSilent() {
        return gate.isSilent();
    }
}
