package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.function.LongSupplier;

/** Whether the databases answer this node. */
@ApplicationScoped
public class DatabaseHealth {

    @Inject
    private ReaderQueries reader;

    @Inject
    private WriterQueries writer;

    /** Asks it now; takes as long as it may take to answer (payara/pools.asadmin). */
    public boolean answers(Role role) {
        return answers(role == Role.WRITER ? () -> writer.run(NewestRow::id) : () -> reader.run(0, NewestRow::id).orElseThrow());
    }

    private static boolean answers(LongSupplier question) {
        try {
            question.getAsLong();
            return true;
        } catch (PersistenceException away) {
            return false;
        }
    }
}
