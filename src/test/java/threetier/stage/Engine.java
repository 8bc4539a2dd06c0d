package threetier.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A kind of database server: how a writer and its reader are started here, and what each says in its own SQL. */
interface Engine extends AutoCloseable {

    /** The engine that the system property {@code threetier.database} names. */
    static Engine chosen(Workspace workspace, Nodes nodes, Secrets secrets) {
        return isMySql() ? new MySqlContainers(workspace, secrets) : new MariaDbProcesses(workspace, nodes, secrets);
    }

    /** @throws StageException when the property names neither */
    static boolean isMySql() {
        String name = System.getProperty("threetier.database", "mariadb");
        return switch (name) {
            case "mariadb" -> false;
            case "mysql" -> true;
            default -> throw new StageException("threetier.database is mariadb or mysql, not \"" + name + "\".");
        };
    }

    /** Its name for people. */
    String title();

    /** The account that may do everything. */
    String admin();

    /**
     * Starts a server with durable settings on a port of the loopback address; both may be started side by side.
     *
     * @param writer whether it takes changes; a reader takes none from its start on, or at the latest when it {@link #following follows}
     */
    void start(String node, int port, int serverId, boolean writer);

    /** How a JDBC URL ends. */
    String parameters(String node);

    /** Statements after which the writer lets a reader follow it. */
    List<String> leading();

    /** Statements by which a reader begins to follow the writer on this port, and takes no change from anybody else. */
    List<String> following(int writerPort);

    /**
     * Makes a reader that has lost its writer a writer, once it has applied all it received.
     *
     * @throws StageException where that is not rehearsed on this engine
     */
    default void promote(Connection reader) throws SQLException {
        throw new StageException("A reader is promoted on MariaDB only, not on " + title() + ".");
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
