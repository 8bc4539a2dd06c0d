package threetier.datasource;

import jakarta.persistence.PersistenceException;

/**
 * A database is unreachable, did not answer in time, or is read-only at the moment. A retry may succeed, on the same
 * database or on the other one.
 */
public class DatabaseAwayException extends PersistenceException {

    private static final long serialVersionUID = 1;

    private final Role role;

    DatabaseAwayException(Role role, Throwable cause) {
        super("The " + role + " is away", cause);
        this.role = role;
    }

    /** The name of the environment variable that contains the address of the database. */
    String variable() {
        return role.name() + "_URL";
    }
}
