package threetier.command.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/** A kind of database server: starts a writer and a reader on this machine, and provides its own SQL. */
public interface Engine extends AutoCloseable {

    /** Creates an engine. */
    interface Kind {

        /** Creates the engine for the databases of a stage. */
        Engine in(Workspace workspace, Nodes nodes, StageSecrets secrets);
    }

    /** The longest time from the start of a server until the server accepts connections. */
    Duration START_LIMIT = Duration.ofSeconds(180);

    /** The display name. */
    String title();

    /** The administrator's account. */
    String admin();

    /**
     * Starts a server with durable settings on a port of the loopback address. Both servers are allowed to start in
     * parallel.
     *
     * @param writer whether the server accepts writes. A reader refuses writes from its start or, at the latest, from
     *     {@link #following}
     */
    void start(String node, int port, int serverId, boolean writer);

    /**
     * Starts the server of a region that may have led and does not lead now. It refuses changes, and keeps all that it
     * had acknowledged.
     *
     * @throws CommandException if the engine does not support two regions
     */
    default void startFenced(String node, int port, int serverId) {
        throw new CommandException("Two regions need MariaDB, not " + title() + ".");
    }

    /** The parameters of a JDBC URL. */
    String parameters(String node);

    /** Whether the administrator can connect to the server on this port. */
    default boolean answers(String node, int port, StageSecrets secrets) {
        return answers("jdbc:mysql://127.0.0.1:" + port + "/" + parameters(node), admin(), secrets.admin());
    }

    /** Whether this account can connect to the server at this JDBC URL. */
    static boolean answers(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Statements that prepare the writer for a replica. */
    List<String> leading();

    /** Statements that make a reader replicate the writer on this port and accept no other changes. */
    List<String> following(int writerPort);

    /**
     * Promotes a reader that has lost its writer. The reader first applies everything that it has received.
     *
     * @throws CommandException if the engine does not support a promotion here
     */
    default void promote(Connection reader) throws SQLException {
        throw new CommandException("A reader is promoted on MariaDB only, not on " + title() + ".");
    }

    /** A query for the position of the writer's last commit. */
    String position();

    /** A query that waits until the reader has applied this position, and then returns 0. */
    String awaiting(String position, long seconds);

    /** A statement that inserts {@code rows} rows, with times one second apart. */
    String filling(String table, int rows);

    /** The addresses of servers that are not nodes of the stage, as {@code address:port}. */
    List<String> listening();

    /** Stops servers that are not nodes of the stage. */
    @Override
    void close();
}
