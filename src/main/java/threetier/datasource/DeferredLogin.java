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
 * The application is deployed whether its databases answer or not. EclipseLink logs in when a unit is deployed, and
 * without a connection it would give up for good; all it wants to know then is the version of the database. A listener,
 * because that is the same in all EclipseLinks since Jakarta EE 10, which a session customizer is not.
 */
public final class DeferredLogin extends SessionEventAdapter {

    @Override
    public void preLogin(SessionEvent event) {
        ServerSession session = (ServerSession) event.getSession();
        defer(session, (DatabaseLogin) session.getDatasourceLogin());
        defer(session, (DatabaseLogin) session.getReadConnectionPool().getLogin());
        // With a listener EclipseLink makes an event of each query
        session.getEventManager().removeListener(this);
    }

    private static void defer(ServerSession session, DatabaseLogin login) {
        if (login.getConnector() instanceof JNDIConnector pool && !(pool instanceof Deferred)) {
            login.setConnector(new Deferred(session, pool));
        }
        // A failed query is repeated twice otherwise, five seconds apart; whether to try again is for the client to say
        login.setQueryRetryAttemptCount(0);
    }

    /** Gives EclipseLink a stand-in until it has logged in, then connections of the pool. */
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
