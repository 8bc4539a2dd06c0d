package threetier.command.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;

/**
 * An administrator's account on the database of a running stage that accepts writes. The passwords of a stage exist
 * only in the command that started it. A later command therefore creates an account of its own over the server's
 * socket, with a random password, and drops it at the end, also after Ctrl-C. The account is not replicated.
 */
public final class OperatorLogin implements AutoCloseable {

    private final Node server;
    private final SocketClient client;
    /** Has the process id in its name, so two commands at a time do not share an account. */
    private final String user = "operator-" + ProcessHandle.current().pid();

    private final String password = StageSecrets.password();
    private final Thread dropAtEnd;

    private OperatorLogin(Node server, SocketClient client) {
        this.server = server;
        this.client = client;
        client.run("SET sql_log_bin = 0; " + dropping() + " CREATE USER " + account() + " IDENTIFIED BY '" + password
                + "'; GRANT ALL PRIVILEGES ON *.* TO " + account() + " WITH GRANT OPTION;");
        dropAtEnd = Shutdown.then(this::drop);
    }

    /**
     * Creates the account.
     *
     * @throws CommandException if the stage does not run, or if none of its databases accepts writes
     */
    public static OperatorLogin on(Workspace workspace) {
        List<Node> servers = new Nodes(workspace)
                .servers("data").stream().filter(Node::alive).toList();
        if (servers.isEmpty()) {
            throw new CommandException("The stage is not running; start it with ./three-tier up -d");
        }
        CommandException reason = new CommandException("No database of the stage accepts writes.");
        for (Node server : servers) {
            SocketClient client = SocketClient.of(workspace, server);
            try {
                if (client.run("SELECT @@global.read_only").matches("0|OFF")) {
                    return new OperatorLogin(server, client);
                }
            } catch (CommandException unanswered) {
                reason = unanswered;
            }
        }
        throw reason;
    }

    /** The name of the server, {@code writer} or, after a failover, {@code reader}. */
    public String server() {
        return server.name();
    }

    /** The server's port on the loopback address. */
    public int port() {
        return server.port();
    }

    /** The name of the account. */
    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** The JDBC URL of the server, without a database. */
    public String url() {
        return url("");
    }

    /** The JDBC URL of a database of the server. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + database + client.parameters();
    }

    /** A connection without a default database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user, password);
    }

    /** Drops the account. Existing connections of the account stay open. */
    @Override
    public void close() {
        // After Ctrl-C, the shutdown hook drops the account
        if (!Shutdown.begun()) {
            Runtime.getRuntime().removeShutdownHook(dropAtEnd);
            drop();
        }
    }

    private void drop() {
        client.run("SET sql_log_bin = 0; " + dropping());
    }

    private String dropping() {
        return "DROP USER IF EXISTS " + account() + ";";
    }

    private String account() {
        return "'" + user + "'@'127.0.0.1'";
    }

    @Override
    public String toString() {
        return user + " on " + server.name();
    }
}
