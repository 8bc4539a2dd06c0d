package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;

/** Whether the databases answer this node. */
@ApplicationScoped
public class DatabaseHealth {

    @Inject
    private ReaderQueries reader;

    @Inject
    private WriterQueries writer;

    /** Asks it now; takes as long as it may take to answer (payara/pools.asadmin). */
    public boolean answers(Role role) {
        return answers(role == Role.WRITER ? () -> writer.run(NewestRow::of) : () -> reader.run(0, NewestRow::of));
    }

    private static boolean answers(Supplier<?> question) {
        try {
            question.get();
            return true;
        } catch (PersistenceException away) {
            return false;
        }
    }
}
