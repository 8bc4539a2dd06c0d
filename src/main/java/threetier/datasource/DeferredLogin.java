package threetier.datasource;

import java.sql.Connection;
import java.util.Properties;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Lets the application deploy even if its databases do not answer. EclipseLink logs in when a persistence unit is
 * deployed, and without a connection it would give up for good; all that it needs then is the version of the database.
 * This is an event listener, not a session customizer, because the API of listeners is the same in every EclipseLink
 * since Jakarta EE 10.
 */
public final class DeferredLogin extends SessionEventAdapter {

    @Override
    public void preLogin(SessionEvent event) {
        ServerSession session = (ServerSession) event.getSession();
        defer(session, (DatabaseLogin) session.getDatasourceLogin());
        defer(session, (DatabaseLogin) session.getReadConnectionPool().getLogin());
        // While there is a listener, EclipseLink creates an event for each query
        session.getEventManager().removeListener(this);
    }

    private static void defer(ServerSession session, DatabaseLogin login) {
        if (login.getConnector() instanceof JNDIConnector pool && !(pool instanceof Deferred)) {
            login.setConnector(new Deferred(session, pool));
        }
        // Otherwise EclipseLink repeats a failed query twice, five seconds apart; retries are up to the client
        login.setQueryRetryAttemptCount(0);
    }

    /** Gives EclipseLink a stand-in connection until it has logged in, then connections of the pool. */
    private static final class Deferred extends JNDIConnector {

        private static final long serialVersionUID = 1;

        private final transient ServerSession session;

        Deferred(ServerSession session, JNDIConnector pool) {
            super(pool.getDataSource());
            this.session = session;
        }

        @Override
        public Connection connect(Properties properties, Session asking) {
            return session.isLoggedIn() ? super.connect(properties, asking) : StandIn.connection();
        }
    }
}
