package threetier.pool.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.api.jdbc.ConnectionValidation;

/**
 * Whether a pooled connection may be handed out. The pool asks each time; the server is asked at most once a second per
 * connection, and gets {@value #LIMIT_MILLIS} ms, or a tenth of its time-out where that is more. After a
 * {@link Demotion}, and after one connection was found invalid, no older one is valid: it leads to the same server.
 * (Payara's own way to renew a pool waits for connections that are in use, and so for what a server does not answer.)
 *
 * <p>Nor is one valid whose transaction was left open: where a commit fails on a connection that lives on, Payara gives
 * it back as it is, and what the next one inserts on it would be acknowledged but never committed.
 */
abstract class ConnectionCheck implements ConnectionValidation {

    /**
     * The least: who sets WRITER_TIMEOUT or READER_TIMEOUT beyond three seconds has a database that is slow in checks,
     * too.
     */
    private static final int LIMIT_MILLIS = 300;

    private static final long PERIOD_NANOS = 1_000_000_000L;
    /** When each was last asked; by identity, as the driver's connections do not define equality. */
    private static final Map<Connection, Long> CHECKED = Collections.synchronizedMap(new WeakHashMap<>());

    private final String query;
    private final AtomicLong failed;

    /**
     * @param query answers 1 when the connection is as it should be
     * @param failed when a connection of this pool was found invalid, by {@link System#nanoTime()}
     */
    ConnectionCheck(String query, AtomicLong failed) {
        this.query = query;
        this.failed = failed;
    }

    /** As GlassFish asks. */
    @Override
    public boolean isConnectionValid(Connection connection) throws SQLException {
        // The driver knows, so this costs no round trip
        if (!connection.getAutoCommit()) {
            return false;
        }
        Long checked = CHECKED.get(connection);
        long now = System.nanoTime();
        if (checked != null && (Demotion.since(checked) || failed.get() - checked > 0)) {
            return false;
        }
        if (checked != null && now - checked < PERIOD_NANOS) {
            return true;
        }
        boolean valid = false;
        try {
            valid = answers(connection);
        } finally {
            if (!valid) {
                failed.set(System.nanoTime());
            }
        }
        CHECKED.put(connection, now);
        return valid;
    }

    /** As Payara asks; the time-out of statements is too long for this. */
    public boolean isConnectionValid(Connection connection, int statementTimeoutSeconds) throws SQLException {
        return isConnectionValid(connection);
    }

    private boolean answers(Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.max(LIMIT_MILLIS, before / 10));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() && result.getInt(1) == 1;
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }
}
