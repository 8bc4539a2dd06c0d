package threetier.command.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;

/**
 * A MariaDB server beside the databases of a stage, with an empty data folder of its own. It replicates nothing and is
 * deleted at the end, also after Ctrl-C.
 */
public final class BesideServer implements AutoCloseable {

    private static final String NAME = "restored";
    private static final String USER = "restorer";
    /** The servers of a stage have 1 and 2. A server ignores events of its own id in a log. */
    private static final int SERVER_ID = 9;

    private static final String RELAY = "relay";
    private static final int PERIOD_MILLIS = 100;
    private static final int ATTEMPTS = 20;

    private final Workspace workspace;
    private final Node node;
    private final String password;
    private final Thread deleteAtEnd;

    private BesideServer(Workspace workspace, Node node, String password, Thread deleteAtEnd) {
        this.workspace = workspace;
        this.node = node;
        this.password = password;
        this.deleteAtEnd = deleteAtEnd;
    }

    /**
     * Starts the server. Deletes what an earlier command has left that was killed.
     *
     * @throws CommandException if the server does not start; nothing is left then
     */
    public static BesideServer start(Workspace workspace) {
        delete(workspace);
        Thread deleteAtEnd = Shutdown.then(() -> deleteAtEnd(workspace));
        try {
            String password = StageSecrets.password();
            BesideServer started = new BesideServer(workspace, startNode(workspace, password), password, deleteAtEnd);
            started.node.awaitReady(
                    Engine.START_LIMIT,
                    List.of(workspace.log(NAME)),
                    () -> Engine.answers(started.url(""), USER, password));
            return started;
        } catch (RuntimeException failure) {
            end(workspace, deleteAtEnd);
            throw failure;
        }
    }

    private static Node startNode(Workspace workspace, String password) {
        Path data = workspace.data(NAME);
        MariaDb mariaDb = MariaDb.locate();
        mariaDb.initialise(data, workspace.work(NAME), workspace.log(NAME));
        int port = Ports.free();
        Program server = new Program(mariaDb.server(
                        data,
                        port,
                        SERVER_ID,
                        "--skip-log-bin",
                        "--skip-slave-start",
                        "--relay-log=" + RELAY,
                        "--relay-log-purge=0",
                        "--innodb-flush-log-at-trx-commit=0"))
                .with("TMPDIR", workspace.work(NAME))
                .reading("CREATE USER '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';\n"
                        + "GRANT ALL ON *.* TO '" + USER + "'@'127.0.0.1';\n");
        return new Nodes(workspace).start(server, Nodes.BESIDE, NAME, NAME, port);
    }

    /** Creates a database and loads this dump into it. */
    public void load(String database, Path dump) {
        programs().run("CREATE DATABASE `" + database + "`");
        programs().load(database, dump);
    }

    /** MariaDB's programs, connected to this server. */
    public ServerPrograms programs() {
        return ServerPrograms.of(workspace, node);
    }

    /**
     * Applies the changes of one database from binary logs of another server, in the order of the files. The server
     * takes the files for logs that it has received as a replica, so it checks and filters them as a replica does.
     *
     * @param from the position in the first file at which to begin
     * @param until the position in the last file before which to end
     * @throws CommandException with the server's message if a change cannot be applied
     */
    public void replay(String database, List<Path> logs, long from, long until) {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL replicate_wild_do_table = '" + database.replace("_", "\\\\_") + ".%'");
            StringBuilder index = new StringBuilder();
            for (int i = 0; i < logs.size(); i++) {
                Files.copy(logs.get(i), workspace.data(NAME).resolve(relay(i)));
                index.append("./").append(relay(i)).append('\n');
            }
            Files.writeString(workspace.data(NAME).resolve(RELAY + ".index"), index);
            statement.execute("CHANGE MASTER TO MASTER_HOST = 'nowhere', MASTER_USE_GTID = no, RELAY_LOG_FILE = '"
                    + relay(0) + "', RELAY_LOG_POS = " + from);
            statement.execute("START SLAVE SQL_THREAD UNTIL RELAY_LOG_FILE = '" + relay(logs.size() - 1)
                    + "', RELAY_LOG_POS = " + until);
            awaitReplay(statement, logs);
        } catch (SQLException | IOException failure) {
            throw new CommandException("The binary log could not be replayed: " + failure.getMessage(), failure);
        }
    }

    private static void awaitReplay(Statement statement, List<Path> logs) throws SQLException {
        while (true) {
            try (ResultSet status = statement.executeQuery("SHOW SLAVE STATUS")) {
                status.next();
                if (status.getString("Slave_SQL_Running").equals("No")) {
                    String error = status.getString("Last_SQL_Error");
                    if (!error.isEmpty()) {
                        String file = status.getString("Relay_Log_File");
                        throw new CommandException("The binary log could not be replayed, in "
                                + logs.get(number(file) - 1).getFileName() + " after position "
                                + status.getString("Relay_Log_Pos") + ": " + error);
                    }
                    return;
                }
            }
            Pause.millis(PERIOD_MILLIS);
        }
    }

    private static String relay(int index) {
        return String.format("%s.%06d", RELAY, index + 1);
    }

    private static int number(String relay) {
        return Integer.parseInt(relay.substring(relay.lastIndexOf('.') + 1));
    }

    /** The JDBC URL of a database of this server; of none with an empty name. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + node.port() + "/" + database + MariaDbProcesses.WITHOUT_TLS;
    }

    /** The account that may do everything on this server. */
    public String user() {
        return USER;
    }

    /** The password of {@link #user}. */
    public String password() {
        return password;
    }

    /** A connection to a database of this server. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, password);
    }

    @Override
    public void close() {
        end(workspace, deleteAtEnd);
    }

    private static void end(Workspace workspace, Thread deleteAtEnd) {
        // After Ctrl-C, the shutdown hook deletes the server
        if (!Shutdown.begun()) {
            Runtime.getRuntime().removeShutdownHook(deleteAtEnd);
            delete(workspace);
        }
    }

    /** Deletes the server while the rest of this process may still change the same files. */
    private static void deleteAtEnd(Workspace workspace) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                delete(workspace);
                return;
            } catch (UncheckedIOException changing) {
                Pause.millis(PERIOD_MILLIS);
            }
        }
        delete(workspace);
    }

    private static void delete(Workspace workspace) {
        Nodes nodes = new Nodes(workspace);
        nodes.find(NAME).ifPresent(node -> {
            // Its data is deleted, so it need not write it to the disk first
            node.kill();
            nodes.remove(node);
        });
        endInitialisation(workspace.data(NAME));
        Workspace.delete(workspace.data(NAME));
        Workspace.delete(workspace.home().resolve("work").resolve(NAME));
    }

    /** After Ctrl-C, the program that initialises the folder can still run: it is no node, and has its own session. */
    private static void endInitialisation(Path data) {
        List<ProcessHandle> running = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("--datadir=" + data))
                .toList();
        running.forEach(ProcessHandle::destroyForcibly);
        running.forEach(process -> process.onExit().join());
    }
}
