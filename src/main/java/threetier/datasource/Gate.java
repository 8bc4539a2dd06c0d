package threetier.datasource;

import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;

/**
 * The way to one database in one direction: queries of the reader, queries of the writer, changes. It bounds how many
 * are at work there, lets callers fail immediately while the database is away, and tells a database that is away from
 * one that refused a statement.
 */
final class Gate {

    private final Role role;
    private final Admission admission;
    private final Breaker breaker;

    Gate(Role role) {
        this(role, new Admission(), new Breaker(role));
    }

    Gate(Role role, Admission admission, Breaker breaker) {
        this.role = role;
        this.admission = admission;
        this.breaker = breaker;
    }

    /**
     * Runs the work of a request. The breaker comes after the admission: who was waiting for a place when the database
     * went away does not wait for the database, too.
     *
     * @throws OverloadException when more is asked of the database than it can do
     * @throws DatabaseAwayException when it is away
     * @throws PersistenceException when it refused a statement
     */
    <T> T admit(Supplier<T> work) {
        return admission.run(() -> ask(work));
    }

    /**
     * Runs one short query of the node's own, or one that many requests share. It takes no place from requests, and is
     * never refused for want of one.
     *
     * @throws DatabaseAwayException when the database is away
     * @throws PersistenceException when it refused a statement
     */
    <T> T ask(Supplier<T> work) {
        return breaker.call(() -> Outage.noticed(role, work));
    }

    /** Whether callers fail immediately. */
    boolean isOpen() {
        return breaker.isOpen();
    }

    /** Whether the database is asked and has not answered for so long that this does not look like work. */
    boolean isSilent() {
        return breaker.isSilent();
    }
}
