package threetier.command.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import threetier.command.process.Account;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/**
 * MySQL in containers. The containers outlive the command that started them. The process of a node is the server
 * itself, not the docker command.
 */
final class MySqlProcesses extends MySql {

    private static final String ADMIN = "admin";
    private static final String DATA = "/var/lib/mysql";
    /** The socket in the data folder. */
    private static final String SOCKET = "mysql.sock";

    private final Workspace workspace;
    private final Nodes nodes;
    private final StageSecrets secrets;
    private final String image;

    MySqlProcesses(Workspace workspace, Nodes nodes, StageSecrets secrets) {
        super(workspace, secrets);
        this.workspace = workspace;
        this.nodes = nodes;
        this.secrets = secrets;
        image = MySqlImage.prepare(workspace.project(), "MariaDB needs neither; leave --database out.");
    }

    @Override
    public String admin() {
        return ADMIN;
    }

    @Override
    public void start(String node, int port, int serverId, boolean writer) {
        Container container = new Container(workspace, node, image);
        container.remove();
        Path data = workspace.data("mysql").resolve(node);
        Path log = workspace.log(node);
        if (!Files.exists(data)) {
            initialise(container, data, log);
        }
        Node server = nodes.noted(() -> {
            Node command = Node.of(
                    "data",
                    node,
                    node,
                    port,
                    container
                            .command(data, DATA, server(port, serverId))
                            .reading(accounts())
                            .start(log)
                            .pid());
            command.awaitReady(START_LIMIT, List.of(log), () -> container.pid().isPresent());
            return Node.of("data", node, node, port, container.pid().orElse(command.pid()));
        });
        trust(node, data);
        server.awaitReady(START_LIMIT, List.of(log), () -> answers(node, port, secrets));
    }

    /**
     * Initialises a data folder unless the folder exists. The last step renames the finished folder into place, so an
     * existing folder is complete. Only the owner may enter the folder, because the socket in it admits root without a
     * password.
     */
    private static void initialise(Container container, Path data, Path log) {
        Path unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
        Workspace.delete(unfinished);
        Workspace.folder(data.getParent());
        try {
            Files.createDirectory(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            container
                    .command(unfinished, DATA, mysqld("--initialize-insecure"))
                    .run(log, "The data folder " + data + " could not be made.");
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
            container.remove();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The command of a client that connects as root over the socket of the server in this container. */
    static List<String> client(Container container) {
        return container.inside("mysql", "--no-defaults", "--socket=" + DATA + "/" + SOCKET, "--user=root");
    }

    private static List<String> server(int port, int serverId) {
        List<String> server = mysqld(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + SOCKET,
                "--pid-file=mysql.pid",
                "--mysqlx=OFF",
                "--skip-name-resolve",
                "--secure-file-priv=NULL",
                "--init-file=/dev/stdin");
        server.addAll(options(serverId));
        return server;
    }

    /** MySQL runs as root only with {@code --user=root}. */
    private static List<String> mysqld(String... options) {
        List<String> mysqld = new ArrayList<>(List.of("mysqld", "--no-defaults"));
        if (Account.isRoot()) {
            mysqld.add("--user=root");
        }
        mysqld.addAll(List.of(options));
        return mysqld;
    }

    /**
     * Statements that set new passwords at each start, without a file. They are not replicated, because each server
     * creates its own accounts.
     */
    private String accounts() {
        return "SET sql_log_bin = 0;\n"
                + account(ADMIN, secrets.admin()) + "GRANT ALL ON *.* TO '" + ADMIN
                + "'@'127.0.0.1' WITH GRANT OPTION;\n"
                + account(REPLICATION, secrets.replication()) + "GRANT REPLICATION SLAVE ON *.* TO '" + REPLICATION
                + "'@'127.0.0.1';\n"
                + "SET sql_log_bin = 1;\n";
    }

    private static String account(String name, String password) {
        return "DROP USER IF EXISTS '" + name + "'@'127.0.0.1';\n" + "CREATE USER '" + name
                + "'@'127.0.0.1' IDENTIFIED BY '" + password + "' REQUIRE SSL;\n";
    }

    private void trust(String node, Path data) {
        try (InputStream authority = Files.newInputStream(data.resolve("ca.pem"))) {
            trust(node, authority);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<String> leading() {
        return List.of();
    }

    @Override
    protected String source(int writerPort) {
        return "SOURCE_HOST = '127.0.0.1', SOURCE_PORT = " + writerPort;
    }

    @Override
    public List<String> listening() {
        return List.of();
    }

    /** Does nothing: the servers are nodes of the stage, which stops them. */
    @Override
    public void close() {}
}
