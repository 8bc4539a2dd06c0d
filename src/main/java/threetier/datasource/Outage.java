package threetier.datasource;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Distinguishes an unavailable database from a database that refused a statement. */
final class Outage {

    /**
     * SQLSTATE classes of errors that the statement caused and not the server: wrong data, violated constraint,
     * deadlock, syntax error or missing privilege.
     */
    private static final Set<String> OF_THE_STATEMENT = Set.of("21", "22", "23", "40", "42");

    private Outage() {}

    /**
     * Runs work that uses a database, and translates its failure.
     *
     * @throws DatabaseAwayException when the database is unavailable
     * @throws ConflictException when another row or another transaction is in the way
     * @throws ReadOnlyModeException when read-only mode is on
     * @throws PersistenceException when the database refused a statement
     */
    static <T> T noticed(Role role, Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException | TransactionalException failure) {
            Optional<ConflictException> conflict = ConflictException.in(failure);
            if (conflict.isPresent()) {
                throw conflict.get();
            }
            Optional<ReadOnlyModeException> readOnly = ReadOnlyModeException.in(failure);
            if (readOnly.isPresent()) {
                throw readOnly.get();
            }
            if (isRefusal(failure)) {
                throw failure instanceof PersistenceException refusal
                        ? refusal
                        : new PersistenceException("The change was not committed", failure);
            }
            throw new DatabaseAwayException(role, failure);
        }
    }

    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && refusal.getSQLState() != null) {
                return OF_THE_STATEMENT.contains(refusal.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
