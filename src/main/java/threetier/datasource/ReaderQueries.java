package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.function.Function;

/** Queries on the reader. While it is away they fail immediately, so that a dead reader does not slow each request. */
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
     * @throws DatabaseAwayException when it is away
     * @throws OverloadException when more is asked of it than it can do
     */
    public <T> Optional<T> run(long wanted, Function<EntityManager, T> query) {
        return gate.admit(() -> wanted == 0
                ? Optional.of(query.apply(reader))
                : transaction.run(connected ->
                        freshness.reached(connected, wanted) ? Optional.of(query.apply(connected)) : Optional.empty()));
    }

    /**
     * The newest row, asked for by the node itself.
     *
     * @throws DatabaseAwayException when it is away
     */
    public NewestRow newest() {
        return gate.ask(() -> freshness.newest(reader));
    }

    /** Whether most who ask are told so without it being asked. */
    public boolean isAway() {
        return gate.isOpen();
    }

    /** Whether it is asked and has not answered for so long that this does not look like work. */
    public boolean isSilent() {
        return gate.isSilent();
    }
}
