package threetier.pool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.glassfish.api.jdbc.ConnectionValidation;

/**
 * Whether a pooled connection may be handed out. The pool asks each time; the server is asked at most once a second per connection, and
 * gets {@value #LIMIT_MILLIS} ms. After a {@link Demotion} no older connection is valid.
 */
abstract class ConnectionCheck implements ConnectionValidation {

    private static final int LIMIT_MILLIS = 300;
    private static final long PERIOD_NANOS = 1_000_000_000L;
    /** When each was found valid; by identity, as the driver's connections do not define equality. */
    private static final Map<Connection, Long> CHECKED = Collections.synchronizedMap(new WeakHashMap<>());

    private final String query;

    /** @param query answers 1 when the connection is as it should be */
    ConnectionCheck(String query) {
        this.query = query;
    }

    /** As GlassFish asks. */
    @Override
    public boolean isConnectionValid(Connection connection) throws SQLException {
        Long checked = CHECKED.get(connection);
        long now = System.nanoTime();
        if (checked != null && !Demotion.since(checked) && now - checked < PERIOD_NANOS) {
            return true;
        }
        // A connection that was opened before a demotion leads to the same server
        boolean valid = (checked == null || !Demotion.since(checked)) && answers(connection);
        if (valid) {
            CHECKED.put(connection, now);
        }
        return valid;
    }

    /** As Payara asks; the time-out of statements is too long for this. */
    public boolean isConnectionValid(Connection connection, int statementTimeoutSeconds) throws SQLException {
        return isConnectionValid(connection);
    }

    private boolean answers(Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, LIMIT_MILLIS);
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            return result.next() && result.getInt(1) == 1;
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }
}
