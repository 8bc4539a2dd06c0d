package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;
import threetier.consistency.Kind;

/** Tells whether each database answers this node. */
@ApplicationScoped
public class DatabaseHealth {

    private final ReaderQueries reader;
    private final WriterQueries writer;

    @Inject
    DatabaseHealth(ReaderQueries reader, WriterQueries writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** The proxy class that CDI generates needs this constructor. */
    protected DatabaseHealth() {
        this(null, null);
    }

    /** Queries the database now. The call may take as long as the time-out of the database (payara/pools.asadmin). */
    public boolean answers(Role role) {
        return answers(role == Role.WRITER ? () -> writer.newest(Kind.TIMESTAMP) : () -> reader.newest(Kind.TIMESTAMP));
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
