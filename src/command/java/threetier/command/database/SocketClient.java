package threetier.command.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.LocalSocket;
import threetier.command.process.Node;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * The engine's own client program, connected to a running server over the server's socket. The socket admits one
 * account without a password: on MariaDB that of the system user, on MySQL root. No JDBC driver supports this.
 *
 * @param server the server
 * @param command the client program with its options
 * @param parameters the parameters of a JDBC URL of the same server
 */
record SocketClient(Node server, List<String> command, String parameters) {

    private static final List<String> OPTIONS = List.of("--batch", "--skip-column-names", "--connect-timeout=10");

    SocketClient {
        command = List.copyOf(command);
    }

    /** The client of a server that runs in this workspace. Its program is MariaDB or, in a container, MySQL. */
    static SocketClient of(Workspace workspace, Node server) {
        boolean mySql = isMySql(server);
        List<String> command = new ArrayList<>(
                mySql
                        ? MySqlProcesses.client(new Container(workspace, server.name(), ""))
                        : mariaDb(workspace.data(server.name())));
        command.addAll(OPTIONS);
        return new SocketClient(
                server,
                command,
                mySql ? MySql.parameters(MySql.trustStore(workspace, server.name())) : MariaDbProcesses.WITHOUT_TLS);
    }

    /** Whether the server is MySQL, in a container. */
    static boolean isMySql(Node server) {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().command())
                .map(program -> Path.of(program).endsWith("mysqld"))
                .orElse(false);
    }

    private static List<String> mariaDb(Path data) {
        return MariaDb.locate().client(mariaDbSocket(data));
    }

    /** The socket of a MariaDB server with this data folder. */
    static Path mariaDbSocket(Path data) {
        return new LocalSocket(data.resolve(MariaDb.SOCKET))
                .seenFrom(Path.of("").toAbsolutePath());
    }

    /**
     * Runs statements.
     *
     * @param sql statements, separated by semicolons; they may contain secrets
     * @return the rows of all results, without the names of columns
     * @throws CommandException with the server's message if a statement fails
     */
    String run(String sql) {
        return run(sql, command);
    }

    /** The same with a line for each column, as {@code name: value}. */
    String runNamed(String sql) {
        List<String> named = new ArrayList<>(command);
        named.addAll(List.of("--vertical", "--column-names"));
        return run(sql, named);
    }

    private String run(String sql, List<String> client) {
        // The statements are the standard input, because a list of processes shows arguments
        Program.Result result = new Program(client).reading(sql).result();
        if (result.status() != 0) {
            throw new CommandException("The database " + server.name() + " cannot be administered: "
                    + result.errors().strip());
        }
        return result.output().strip();
    }
}
