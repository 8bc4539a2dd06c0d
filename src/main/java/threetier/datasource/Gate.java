package threetier.datasource;

import jakarta.persistence.PersistenceException;
import java.util.function.Supplier;
import threetier.measure.Meters;

/**
 * Controls one kind of access to one database: queries on the reader, queries on the writer, or changes. A gate limits
 * the number of requests that use the database, makes calls fail immediately while the database is unavailable, and
 * distinguishes an outage from a refused statement.
 */
final class Gate {

    private final Role role;
    private final Admission admission;
    private final Breaker breaker;

    /** @param places the number of requests that may use the database at the same time, 1 to 16 */
    Gate(Role role, int places) {
        this(role, new Admission(places), new Breaker(role));
    }

    Gate(Role role, Admission admission, Breaker breaker) {
        this.role = role;
        this.admission = admission;
        this.breaker = breaker;
    }

    /**
     * Runs the work of a request. The request gets a place first and passes the breaker afterwards. If the database
     * fails while the request waits for its place, the breaker therefore refuses the request immediately, and the
     * request does not also wait for the database.
     *
     * @throws OverloadException when too many requests use the database
     * @throws DatabaseAwayException when the database is unavailable
     * @throws PersistenceException when the database refused a statement
     */
    <T> T admit(Supplier<T> work) {
        return admission.run(() -> ask(work));
    }

    /**
     * Runs a short query of the node itself, or a query that many requests share. The query takes no place from
     * requests and does not wait for a place.
     *
     * @throws DatabaseAwayException when the database is unavailable
     * @throws PersistenceException when the database refused a statement
     */
    <T> T ask(Supplier<T> work) {
        return breaker.call(() -> Outage.noticed(role, work));
    }

    /**
     * Adds the meters of this gate.
     *
     * @param access what the gate lets through: {@code query} or {@code change}
     */
    void measure(Meters meters, String access) {
        String[] labels = {"database", role.toString(), "access", access};
        admission.measure(meters, labels);
        breaker.measure(meters, labels);
    }

    /** Whether the database is unavailable, so that most calls fail immediately. */
    boolean isOpen() {
        return breaker.isOpen();
    }

    /** Whether a call is in progress, and the database has answered nothing for longer than a busy database would. */
    boolean isSilent() {
        return breaker.isSilent();
    }
}
