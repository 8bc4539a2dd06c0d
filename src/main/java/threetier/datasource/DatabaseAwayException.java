package threetier.datasource;

import jakarta.persistence.PersistenceException;

/**
 * A database is unreachable, did not answer in time, or is read-only at the moment. A retry may succeed, here or on the
 * other database.
 */
public class DatabaseAwayException extends PersistenceException {

    private static final long serialVersionUID = 1;

    private final Role role;

    DatabaseAwayException(Role role, Throwable cause) {
        super("The " + role + " is away", cause);
        this.role = role;
    }

    /** The environment variable with the address of the database. */
    String variable() {
        return role.name() + "_URL";
    }
}
