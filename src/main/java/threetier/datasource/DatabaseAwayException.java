package threetier.datasource;

import jakarta.persistence.PersistenceException;

/**
 * A database could not be reached, did not answer in time, or takes no changes just now: worth another try, here or on
 * the other one.
 */
public class DatabaseAwayException extends PersistenceException {

    private static final long serialVersionUID = 1;

    private final Role role;

    DatabaseAwayException(Role role, Throwable cause) {
        super("The " + role + " is away", cause);
        this.role = role;
    }

    /** Where the environment says how to reach it. */
    String variable() {
        return role.name() + "_URL";
    }
}
