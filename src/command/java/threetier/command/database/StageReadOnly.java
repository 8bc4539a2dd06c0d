package threetier.command.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** Read-only mode of a running stage. The database holds the state, as on AWS. */
public final class StageReadOnly {

    private StageReadOnly() {}

    /**
     * Switches the mode, with the same jar as on AWS. Returns when every later change is refused, or when changes work
     * again.
     *
     * @param word {@code on}, {@code off}, or {@code state}, which changes nothing
     * @return whether the mode is on now
     * @throws CommandException if the stage does not run, or if its database refuses
     */
    public static boolean put(Workspace workspace, String word) {
        try (OperatorLogin login = OperatorLogin.on(workspace)) {
            boolean on = false;
            for (String database : databases(login)) {
                on |= put(workspace, login, database, word);
            }
            return on;
        } catch (SQLException failure) {
            throw new CommandException("The database refused a query: " + failure.getMessage(), failure);
        }
    }

    private static boolean put(Workspace workspace, OperatorLogin login, String database, String word) {
        Program.Result result = SchemaPrograms.of(workspace, "ReadOnlySwitch", word)
                .with("WRITER_URL", login.url(database))
                .with("ADMIN_USER", login.user())
                .with("ADMIN_PASSWORD", login.password())
                .with("WRITER_USER", DataTier.WRITER_USER)
                .with("WRITER_PRIVILEGES", SchemaPrograms.privileges(database))
                .result();
        if (result.status() != 0) {
            throw new CommandException("Read-only mode could not be switched: " + result.all());
        }
        return result.output().strip().equals("on");
    }

    /** The databases that the writer's user may use: that of the application that runs. */
    private static List<String> databases(OperatorLogin login) throws SQLException {
        try (Connection connection = login.connect();
                PreparedStatement query = connection.prepareStatement("SELECT Db FROM mysql.db WHERE User = ?")) {
            query.setString(1, DataTier.WRITER_USER);
            List<String> databases = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    databases.add(result.getString(1));
                }
            }
            return databases;
        }
    }

    /**
     * Whether the mode is on, for an overview. Asks the databases over their sockets and needs no account.
     *
     * @return false also if no database answers
     */
    public static boolean isOn(Workspace workspace) {
        return new Nodes(workspace)
                .servers("data").stream()
                        .filter(Node::alive)
                        // The reader gets a change of the grants later
                        .sorted(Comparator.comparing(server -> server.name().equals(DataTier.READER)))
                        .map(server -> grants(workspace, server))
                        .filter(grants -> !grants.isEmpty())
                        .findFirst()
                        .map(grants -> grants.contains("REFERENCES")
                                && grants.lines()
                                        .noneMatch(
                                                line -> line.matches("GRANT [A-Z, ]*\\b(INSERT|UPDATE|DELETE)\\b.*")))
                        .orElse(false);
    }

    /** The grants of the writer's user as this server has them; empty if it does not answer. */
    private static String grants(Workspace workspace, Node server) {
        try {
            return SocketClient.of(workspace, server).run("SHOW GRANTS FOR '" + DataTier.WRITER_USER + "'@'%'");
        } catch (CommandException unanswered) {
            return "";
        }
    }
}
