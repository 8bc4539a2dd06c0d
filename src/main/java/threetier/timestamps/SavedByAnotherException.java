package threetier.timestamps;

import java.sql.SQLException;
import java.util.Set;

/**
 * The database refused an idempotency key, because another transaction has inserted the same key. That transaction may
 * be committed or still open.
 */
class SavedByAnotherException extends RuntimeException {

    private static final long serialVersionUID = 1;
    /**
     * Error codes of MySQL and MariaDB: duplicate key (1062), lock wait time-out (1205), deadlock (1213), and, in newer
     * versions of MariaDB, a row that changed after the snapshot of this transaction (1020).
     */
    private static final Set<Integer> CODES = Set.of(1062, 1205, 1213, 1020);

    private SavedByAnotherException(Throwable refusal) {
        super(refusal);
    }

    /**
     * Returns the exception to throw when an insert fails: a {@link SavedByAnotherException} if another transaction has
     * inserted the key, otherwise {@code failure} itself.
     */
    static RuntimeException orElse(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && CODES.contains(refusal.getErrorCode())) {
                return new SavedByAnotherException(failure);
            }
        }
        return failure;
    }
}
