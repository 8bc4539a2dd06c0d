package threetier.command.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/** A kind of database server: how a writer and its reader are started here, and what each says in its own SQL. */
public interface Engine extends AutoCloseable {

    /** A choice of engine. */
    interface Kind {

        /** Makes one for the databases of a stage. */
        Engine in(Workspace workspace, Nodes nodes, Secrets secrets);
    }

    /** How long a server may take until it answers. */
    Duration START_LIMIT = Duration.ofSeconds(180);

    /** Its name for people. */
    String title();

    /** The account that may do everything. */
    String admin();

    /**
     * Starts a server with durable settings on a port of the loopback address; both may be started side by side.
     *
     * @param writer whether it takes changes; a reader takes none from its start on, or at the latest when it
     *     {@link #following follows}
     */
    void start(String node, int port, int serverId, boolean writer);

    /** How a JDBC URL ends. */
    String parameters(String node);

    /** Whether a server on this port lets its administrator in. */
    default boolean answers(String node, int port, Secrets secrets) {
        String url = "jdbc:mysql://127.0.0.1:" + port + "/" + parameters(node);
        try (Connection connection = DriverManager.getConnection(url, admin(), secrets.admin())) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Statements after which the writer lets a reader follow it. */
    List<String> leading();

    /** Statements by which a reader begins to follow the writer on this port, and takes no change from anybody else. */
    List<String> following(int writerPort);

    /**
     * Makes a reader that has lost its writer a writer, once it has applied all it received.
     *
     * @throws CommandException where that is not rehearsed on this engine
     */
    default void promote(Connection reader) throws SQLException {
        throw new CommandException("A reader is promoted on MariaDB only, not on " + title() + ".");
    }

    /** A query: all that is committed on the writer now. */
    String position();

    /** A query: waits until the reader has that, and answers 0 then. */
    String awaiting(String position, long seconds);

    /** A statement that fills the table with this many entries, a second apart. */
    String filling(String table, int rows);

    /** Where servers that are no nodes of the stage listen, as {@code address:port}. */
    List<String> listening();

    /** Stops servers that are no nodes of the stage. */
    @Override
    void close();
}
