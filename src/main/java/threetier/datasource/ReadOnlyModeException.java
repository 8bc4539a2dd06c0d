package threetier.datasource;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The writer refused a change, because its user has no privilege to change rows at the moment: an operator has switched
 * on read-only mode. Nothing was changed. This is no outage, because the writer answers.
 */
public class ReadOnlyModeException extends PersistenceException {

    private static final long serialVersionUID = 1;

    /** Error codes of MySQL and MariaDB: no privilege for a table (1142), for a column (1143) or a database (1044). */
    private static final Set<Integer> CODES = Set.of(1142, 1143, 1044);

    /** On MySQL, a {@code SELECT … FOR UPDATE} needs a privilege to change rows. */
    private static final Pattern CHANGE =
            Pattern.compile("\\b(INSERT|UPDATE|DELETE|SELECT with locking clause) command denied");

    private ReadOnlyModeException(Throwable failure) {
        super("The writer accepts no changes in read-only mode", failure);
    }

    /** The refusal that caused a failure, if there is one. */
    static Optional<ReadOnlyModeException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal
                    && CODES.contains(refusal.getErrorCode())
                    && CHANGE.matcher(String.valueOf(refusal.getMessage())).find()) {
                return Optional.of(new ReadOnlyModeException(failure));
            }
        }
        return Optional.empty();
    }
}
