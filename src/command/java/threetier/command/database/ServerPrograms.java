package threetier.command.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * MariaDB's own programs for dumps, connected to a running server over the server's socket, which needs no password.
 */
public final class ServerPrograms {

    private final Workspace workspace;
    private final Node server;

    private ServerPrograms(Workspace workspace, Node server) {
        this.workspace = workspace;
        this.server = server;
    }

    /**
     * The programs for a server of this workspace.
     *
     * @throws CommandException if the server is not MariaDB
     */
    public static ServerPrograms of(Workspace workspace, Node server) {
        if (SocketClient.isMySql(server)) {
            throw new CommandException("On the stage, backups and restores work on MariaDB only, not on MySQL.");
        }
        return new ServerPrograms(workspace, server);
    }

    /**
     * The programs for the server of a running stage that accepts writes.
     *
     * @throws CommandException if the stage does not run, or its servers are not MariaDB
     */
    public static ServerPrograms ofWriter(Workspace workspace) {
        try (OperatorLogin login = OperatorLogin.on(workspace)) {
            return of(workspace, login);
        }
    }

    /** The programs for the server of this login. */
    public static ServerPrograms of(Workspace workspace, OperatorLogin login) {
        return of(workspace, new Nodes(workspace).get(login.server()));
    }

    /**
     * Runs statements.
     *
     * @return the rows of all results, without the names of columns
     * @throws CommandException with the server's message if a statement fails
     */
    public String run(String sql) {
        return SocketClient.of(workspace, server).run(sql);
    }

    /** The server to which the programs connect. */
    public Node server() {
        return server;
    }

    /** A file of the binary log of this server. */
    public Path log(String name) {
        return workspace.data(server.name()).resolve(name);
    }

    /** The database of the application that runs: the one that the writer's user may use. */
    public String applicationDatabase() {
        String found = run("SELECT DISTINCT Db FROM mysql.db WHERE User = '" + DataTier.WRITER_USER + "'");
        if (found.isEmpty() || found.contains("\n")) {
            throw new CommandException("The writer's user must have exactly one database, not: " + found);
        }
        return found;
    }

    /** The names of the tables of a database. */
    public List<String> tables(String database) {
        return run("SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = '"
                        + database + "' ORDER BY 1")
                .lines()
                .toList();
    }

    /**
     * Writes all tables of a database to a file as SQL statements, as they are at one moment. Changes of the tables
     * meanwhile wait for nothing.
     *
     * @param position whether a comment of the file has the position in the binary log at this moment
     * @throws CommandException with the program's message if it fails
     */
    public void dump(String database, Path file, boolean position) {
        List<String> command =
                new ArrayList<>(MariaDb.locate().dump(SocketClient.mariaDbSocket(workspace.data(server.name()))));
        command.addAll(List.of(
                "--single-transaction",
                "--hex-blob",
                "--routines",
                "--default-character-set=utf8mb4",
                "--result-file=" + file));
        if (position) {
            command.add("--master-data=2");
        }
        command.add(database);
        finish(new Program(command), "The database " + database + " could not be dumped: ");
    }

    /**
     * Executes the statements of a file.
     *
     * @throws CommandException with the server's message if a statement fails
     */
    public void load(String database, Path file) {
        List<String> command =
                new ArrayList<>(MariaDb.locate().client(SocketClient.mariaDbSocket(workspace.data(server.name()))));
        command.addAll(List.of("--default-character-set=utf8mb4", "--batch", database));
        finish(new Program(command).reading(file), "The dump could not be loaded: ");
    }

    private static void finish(Program program, String problem) {
        Program.Result result = program.result();
        if (result.status() != 0) {
            throw new CommandException(problem + result.errors().strip());
        }
    }
}
