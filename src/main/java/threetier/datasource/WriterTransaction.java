package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/**
 * Runs a change in a transaction. This is a separate bean, because CDI begins and commits a transaction only around a
 * call from another bean.
 */
@ApplicationScoped
class WriterTransaction {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @Transactional
    public <T> T run(Function<EntityManager, T> change) {
        return change.apply(writer);
    }
}
