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
        // Limits the wait for a lock of another transaction to 1 second, the minimum in MySQL. A longer wait would
        // exceed the time-out of the database and look like an outage. The setting stays on the connection
        writer.createNativeQuery("SET innodb_lock_wait_timeout = 1").executeUpdate();
        T result = change.apply(writer);
        // If the writer refuses the change, this is the refusal itself. The exception of a failed commit may lack it
        writer.flush();
        return result;
    }
}
