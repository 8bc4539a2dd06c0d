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
 * Decides whether a pooled connection may be handed out. The pool asks each time; the server is queried at most once a
 * second per connection, with a limit of {@value #LIMIT_MILLIS} ms, or a tenth of its time-out where that is more.
 * After a {@link Demotion}, or after one connection was found invalid, all older connections are invalid: they lead to
 * the same server. (Payara's own way to renew a pool waits for connections in use, and so for a server that does not
 * answer.)
 *
 * <p>A connection with an open transaction is invalid too. When a commit fails but its connection survives, Payara
 * returns it to the pool as it is; the next insert on it would be acknowledged but never committed.
 */
abstract class ConnectionCheck implements ConnectionValidation {

    /**
     * The minimum. If WRITER_TIMEOUT or READER_TIMEOUT exceeds three seconds, the database is expected to be slow in
     * checks too.
     */
    private static final int LIMIT_MILLIS = 300;

    private static final long PERIOD_NANOS = 1_000_000_000L;
    /**
     * When each connection was last queried; by identity, because the connections of the driver do not define equality.
     */
    private static final Map<Connection, Long> CHECKED = Collections.synchronizedMap(new WeakHashMap<>());

    private final String query;
    private final AtomicLong failed;

    /**
     * @param query returns 1 when the connection is valid
     * @param failed when a connection of this pool was last found invalid, by {@link System#nanoTime()}
     */
    ConnectionCheck(String query, AtomicLong failed) {
        this.query = query;
        this.failed = failed;
    }

    /** GlassFish calls this method. */
    @Override
    public boolean isConnectionValid(Connection connection) throws SQLException {
        // The driver knows this without a round trip
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

    /** Payara calls this method. The time-out of statements is too long for a check, so it is ignored. */
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
