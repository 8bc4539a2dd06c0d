package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/**
 * Several queries on one connection: a reader's address may lead to several replicas, and what one has another may
 * lack.
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
