package threetier.datasource;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database refused a change, because another row has the same value in a unique index, or because another
 * transaction is changing the same rows. That transaction may be committed or still open.
 */
public class ConflictException extends PersistenceException {

    private static final long serialVersionUID = 1;

    private static final int DUPLICATE = 1062;
    /**
     * Error codes of MySQL and MariaDB: duplicate key (1062), lock wait time-out (1205), deadlock (1213), and, in newer
     * versions of MariaDB, a row that changed after the snapshot of this transaction (1020).
     */
    private static final Set<Integer> CODES = Set.of(DUPLICATE, 1205, 1213, 1020);

    /** The end of the message of a duplicate. MySQL names the table too: {@code for key 'users.users_email'}. */
    private static final Pattern INDEX = Pattern.compile("for key '(?:[^'.]*\\.)?([^'.]+)'$");

    private final String index;

    private ConflictException(Throwable failure, String index) {
        super("The change conflicts with another one", failure);
        this.index = index;
    }

    /** The conflict that caused a failure, if there is one. */
    static Optional<ConflictException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && CODES.contains(refusal.getErrorCode())) {
                return Optional.of(new ConflictException(failure, index(refusal)));
            }
        }
        return Optional.empty();
    }

    private static String index(SQLException refusal) {
        Matcher index = INDEX.matcher(String.valueOf(refusal.getMessage()));
        return refusal.getErrorCode() == DUPLICATE && index.find() ? index.group(1) : null;
    }

    /** The name of the unique index in which another row has the same value; empty for any other conflict. */
    public Optional<String> duplicateIn() {
        return Optional.ofNullable(index);
    }
}
