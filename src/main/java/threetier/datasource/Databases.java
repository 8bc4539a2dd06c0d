package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one rule which database answers: changes go to the writer, everything else to the reader.
 * Nothing outside this package holds a data source or a persistence unit, so the rule cannot be bypassed.
 */
@ApplicationScoped
public class Databases {

    @PersistenceContext(unitName = "reader")
    private EntityManager reader;

    @Inject
    private WriterTransaction transaction;

    /**
     * Runs a query without a transaction: each of its statements is a round trip of its own and holds no connection after it.
     *
     * @throws PersistenceException when the database cannot be reached
     */
    public <T> Answer<T> read(Function<EntityManager, T> query) {
        return timed(readingRole(), () -> query.apply(reader));
    }

    /**
     * Runs a change in a transaction of its own.
     *
     * @return after the commit is durable on the writer, never before
     * @throws PersistenceException when the writer cannot be reached or did not commit
     */
    public <T> Answer<T> write(Function<EntityManager, T> change) {
        try {
            return timed(Role.WRITER, () -> transaction.run(change));
        } catch (TransactionalException notCommitted) {
            throw new PersistenceException("The change was not committed", notCommitted);
        }
    }

    /** The database that a read would ask now. */
    public Role readingRole() {
        return Role.READER;
    }

    private static <T> Answer<T> timed(Role role, Supplier<T> work) {
        long start = System.nanoTime();
        T value = work.get();
        return new Answer<>(value, role, Duration.ofNanos(System.nanoTime() - start));
    }
}
