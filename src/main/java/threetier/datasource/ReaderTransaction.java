package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/**
 * Runs several queries on one connection. The address of the reader may lead to several replicas, and one replica may
 * lack rows that another one has.
 */
@ApplicationScoped
class ReaderTransaction {

    @PersistenceContext(unitName = "reader")
    private EntityManager reader;

    @Transactional
    public <T> T run(Function<EntityManager, T> queries) {
        return queries.apply(reader);
    }
}
