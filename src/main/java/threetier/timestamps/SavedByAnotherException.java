package threetier.timestamps;

import java.sql.SQLException;
import java.util.Set;

/** The database refused a key because another transaction has inserted it, committed or not. */
class SavedByAnotherException extends RuntimeException {

    private static final long serialVersionUID = 1;
    /**
     * Duplicate key, lock wait time-out, deadlock, and a row changed after this transaction's snapshot (newer MariaDB).
     */
    private static final Set<Integer> CODES = Set.of(1062, 1205, 1213, 1020);

    private SavedByAnotherException(Throwable refusal) {
        super(refusal);
    }

    /** The exception to throw when an insert fails: this one, or {@code failure} itself if it has another cause. */
    static RuntimeException orElse(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && CODES.contains(refusal.getErrorCode())) {
                return new SavedByAnotherException(failure);
            }
        }
        return failure;
    }
}
