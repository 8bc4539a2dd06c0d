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
 * Decides whether the pool may hand out a connection. The pool calls the check each time it hands out a connection, but
 * the check queries the database server at most once a second per connection. This query may take
 * {@value #LIMIT_MILLIS} ms, or a tenth of the connection's time-out if that is more.
 *
 * <p>After a {@link Demotion}, or after one connection was found invalid, all older connections are invalid too,
 * because they lead to the same server. (Payara's own method to renew a pool waits for connections in use, and thus for
 * a server that does not answer.)
 *
 * <p>A connection with an open transaction is also invalid. When a commit fails but its connection survives, Payara
 * returns the connection to the pool unchanged. The next insert on this connection would be acknowledged but never
 * committed.
 */
abstract class ConnectionCheck implements ConnectionValidation {

    /**
     * The minimum time limit of a check in milliseconds. If WRITER_TIMEOUT or READER_TIMEOUT exceeds three seconds, the
     * limit is longer, because the operator then expects the database to answer checks slowly too.
     */
    private static final int LIMIT_MILLIS = 300;

    private static final long PERIOD_NANOS = 1_000_000_000L;
    /**
     * When each connection was last queried. The connections are compared by identity, because those of the driver do
     * not define equality.
     */
    private static final Map<Connection, Long> CHECKED = Collections.synchronizedMap(new WeakHashMap<>());

    private final String query;
    private final AtomicLong failed;

    /**
     * @param query returns 1 when the connection is valid
     * @param failed the time of {@link System#nanoTime()} when a connection of this pool was last found invalid
     */
    ConnectionCheck(String query, AtomicLong failed) {
        this.query = query;
        this.failed = failed;
    }

    /** GlassFish calls this method. */
    @Override
    public boolean isConnectionValid(Connection connection) throws SQLException {
        // The driver knows this value without a round trip
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

    /** Payara calls this method. The check ignores the time-out of statements, which is too long for a check. */
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
