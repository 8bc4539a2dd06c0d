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
 * Lets the application deploy even if its databases do not answer. EclipseLink logs in to a database when its
 * persistence unit is deployed. Without a connection, this login would fail, and EclipseLink would never try again. The
 * login only needs the version of the database, which {@link StandIn} provides.
 *
 * <p>This class is an event listener and not a session customizer, because the API of listeners is the same in every
 * EclipseLink since Jakarta EE 10.
 */
public final class DeferredLogin extends SessionEventAdapter {

    @Override
    public void preLogin(SessionEvent event) {
        ServerSession session = (ServerSession) event.getSession();
        defer(session, (DatabaseLogin) session.getDatasourceLogin());
        defer(session, (DatabaseLogin) session.getReadConnectionPool().getLogin());
        // EclipseLink creates an event for each query as long as any listener is registered
        session.getEventManager().removeListener(this);
    }

    private static void defer(ServerSession session, DatabaseLogin login) {
        if (login.getConnector() instanceof JNDIConnector pool && !(pool instanceof Deferred)) {
            login.setConnector(new Deferred(session, pool));
        }
        // By default, EclipseLink repeats a failed query twice, five seconds apart. Only the client of the application
        // may retry
        login.setQueryRetryAttemptCount(0);
    }

    /** Gives EclipseLink a stand-in connection during its login, and connections of the pool after the login. */
    private static final class Deferred extends JNDIConnector {

        private static final long serialVersionUID = 1;

        private final transient ServerSession session;
        private final Role role;

        Deferred(ServerSession session, JNDIConnector pool) {
            super(pool.getDataSource());
            this.session = session;
            // The name of a session ends with the name of its persistence unit
            role = session.getName().endsWith("writer") ? Role.WRITER : Role.READER;
        }

        @Override
        public Connection connect(Properties properties, Session asking) {
            if (!session.isLoggedIn()) {
                return StandIn.connection();
            }
            long start = System.nanoTime();
            Connection connection = super.connect(properties, asking);
            Connections.got(role, start);
            return connection;
        }
    }
}
