package threetier.datasource;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.measure.Meters;

/**
 * Runs queries on the reader. While the reader is unavailable, queries fail immediately, so that the reader's time-out
 * does not delay every request.
 */
@ApplicationScoped
class ReaderQueries {

    @PersistenceContext(unitName = "reader")
    private EntityManager reader;

    @Inject
    private ReaderTransaction transaction;

    @Inject
    private FreshnessByKind freshness;

    @Inject
    private Meters meters;

    @Inject
    @ConfigProperty(name = "database.places", defaultValue = "16")
    private int places;

    private Gate gate;

    @PostConstruct
    void measure() {
        gate = new Gate(Role.READER, places);
        gate.measure(meters, "query");
    }

    /**
     * Runs the query of a request.
     *
     * @param wanted the row that the reader must have to answer; its id is 0 for none
     * @return the result; empty when the reader does not have the row
     * @throws DatabaseAwayException when the reader is unavailable
     * @throws OverloadException when too many requests use the reader
     */
    public <T> Optional<T> run(Token wanted, Function<EntityManager, T> query) {
        return gate.admit(() -> wanted.id() == 0
                ? Optional.of(query.apply(reader))
                : transaction.run(connected -> freshness.of(wanted.kind()).reached(connected, wanted.id())
                        ? Optional.of(query.apply(connected))
                        : Optional.empty()));
    }

    /**
     * The reader's newest row of this kind. This is a query of the node itself, not of a request, so it does not wait
     * for a place.
     *
     * @throws DatabaseAwayException when the reader is unavailable
     */
    public NewestRow newest(Kind kind) {
        return gate.ask(() -> freshness.of(kind).newest(reader));
    }

    /** Whether the reader is unavailable, so that most queries fail immediately without a call to the reader. */
    public boolean isAway() {
        return gate.isOpen();
    }

    /** Whether a query is in progress, and the reader has answered nothing for longer than a busy database would. */
    public boolean isSilent() {
        return gate.isSilent();
    }
}
