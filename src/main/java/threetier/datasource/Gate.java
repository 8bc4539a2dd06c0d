package threetier.datasource;

import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;

/**
 * Access to one database in one direction: queries of the reader, queries of the writer, or changes. A gate limits the
 * requests at work there, fails callers immediately while the database is unavailable, and distinguishes an outage from
 * a refused statement.
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
     * Runs the work of a request. The breaker comes after the admission: if the database fails while a request waits
     * for its place, that request does not wait for the database as well.
     *
     * @throws OverloadException when too many requests use the database
     * @throws DatabaseAwayException when it is unavailable
     * @throws PersistenceException when it refused a statement
     */
    <T> T admit(Supplier<T> work) {
        return admission.run(() -> ask(work));
    }

    /**
     * Runs one short query of the node itself, or one that many requests share. It takes no place from requests and
     * does not wait for one.
     *
     * @throws DatabaseAwayException when the database is unavailable
     * @throws PersistenceException when it refused a statement
     */
    <T> T ask(Supplier<T> work) {
        return breaker.call(() -> Outage.noticed(role, work));
    }

    /** Whether callers fail immediately. */
    boolean isOpen() {
        return breaker.isOpen();
    }

    /** Whether a call is in flight and the database has been silent for too long to be merely busy. */
    boolean isSilent() {
        return breaker.isSilent();
    }
}
