package threetier.command.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.process.Account;
import threetier.command.process.Build;
import threetier.command.process.Executables;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * The MariaDB programs. They come from Maven Central if it has them for this platform; otherwise the installed programs
 * are used.
 */
final class MariaDb {

    /** The socket in the data folder. */
    static final String SOCKET = "mariadb.sock";

    private static final int OLDEST = 11;
    private static final Pattern VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)");

    private final Path server;
    private final Path installer;
    private final Path client;
    private final List<String> base;

    private MariaDb(Path server, Path installer, Path client, List<String> base) {
        this.server = server;
        this.installer = installer;
        this.client = client;
        this.base = base;
    }

    static MariaDb locate() {
        String home = Build.fact("mariadb.home");
        return home.isEmpty() ? installed() : unpacked(Path.of(home));
    }

    /**
     * Statements that set new passwords at each start, without a file. They are not replicated, because each server
     * creates its own accounts.
     *
     * @param administrator the account of the administrator, like {@code 'name'@'host'}
     * @param replication the account of replicas
     */
    static String accounts(String administrator, String replication, StageSecrets secrets) {
        return "SET sql_log_bin=0;\n"
                + "CREATE OR REPLACE USER " + administrator + " IDENTIFIED BY '" + secrets.admin() + "';\n"
                + "GRANT ALL ON *.* TO " + administrator + " WITH GRANT OPTION;\n"
                + "CREATE OR REPLACE USER " + replication + " IDENTIFIED BY '" + secrets.replication() + "';\n"
                + "GRANT REPLICATION SLAVE ON *.* TO " + replication + ";\n"
                + "SET sql_log_bin=1;\n";
    }

    /**
     * Initialises a data folder. The only account is that of the current system user, who connects over the socket.
     *
     * @param temporary a folder that only this server uses. In a shared folder, two servers delete each other's
     *     temporary tables
     */
    void initialise(Path data, Path temporary, Path log) {
        List<String> command = new ArrayList<>(List.of(
                installer.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--skip-test-db",
                "--auth-root-authentication-method=socket",
                "--auth-root-socket-user=" + System.getProperty("user.name"),
                "--skip-name-resolve"));
        command.addAll(base);
        command.addAll(asUser());
        Workspace.folder(data.getParent());
        try {
            new Program(command).with("TMPDIR", temporary).run(log, "The data folder " + data + " could not be made.");
        } catch (CommandException failure) {
            Workspace.delete(data);
            throw failure;
        }
    }

    /**
     * The command of a server with durable settings: the server acknowledges a commit only after the commit is on disk,
     * both in the redo log and in the binary log.
     */
    List<String> server(Path data, int port, int serverId, String... more) {
        List<String> command = new ArrayList<>(List.of(
                server.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + SOCKET,
                "--pid-file=mariadb.pid",
                "--skip-name-resolve",
                "--skip-ssl",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--innodb-flush-log-at-trx-commit=1",
                "--sync-binlog=1",
                "--server-id=" + serverId,
                "--log-bin=binlog",
                "--log-slave-updates",
                "--gtid-strict-mode=1",
                "--innodb-buffer-pool-size=256M",
                "--max-connections=500",
                "--init-file=/dev/stdin"));
        command.addAll(base);
        command.addAll(asUser());
        command.addAll(List.of(more));
        return command;
    }

    /** The command of a client that connects over this socket, as the account of {@link #initialise}. */
    List<String> client(Path socket) {
        return overSocket(client, socket);
    }

    /**
     * The command of the program that writes a database as SQL statements. It connects like {@link #client}.
     *
     * @throws CommandException if the program is not installed; the message says how to install it
     */
    List<String> dump(Path socket) {
        Path program = client.resolveSibling("mariadb-dump");
        if (!Files.isExecutable(program)) {
            throw new CommandException("There is no mariadb-dump beside " + client
                    + ". Install it, for example with:\n  sudo apt-get install mariadb-client");
        }
        return overSocket(program, socket);
    }

    private static List<String> overSocket(Path program, Path socket) {
        return List.of(
                program.toString(),
                "--no-defaults",
                "--protocol=socket",
                "--socket=" + socket,
                "--user=" + System.getProperty("user.name"),
                "--skip-ssl");
    }

    private static MariaDb unpacked(Path home) {
        Path server = home.resolve("bin/mariadbd");
        Path installer = home.resolve("scripts/mariadb-install-db");
        Path client = home.resolve("bin/mariadb");
        for (Path program : List.of(
                server,
                installer,
                client,
                home.resolve("bin/mariadb-dump"),
                home.resolve("bin/my_print_defaults"),
                home.resolve("bin/resolveip"))) {
            // A jar does not store permissions, so they are set here
            if (!program.toFile().setExecutable(true)) {
                throw new CommandException(program + " is missing; run ./mvnw clean and try again.");
            }
        }
        return new MariaDb(server, installer, client, List.of("--basedir=" + home));
    }

    private static MariaDb installed() {
        Path server = Executables.find("mariadbd")
                .orElseThrow(
                        () -> new CommandException("Maven Central has no MariaDB for this platform. Install MariaDB "
                                + OLDEST + " or newer, for example with:\n"
                                + "  sudo apt-get install mariadb-server-core mariadb-client-core"));
        Matcher version = VERSION.matcher(new Program(server.toString(), "--version").output());
        if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST) {
            throw new CommandException(
                    server + " is too old: MariaDB " + OLDEST + " or newer is needed (older ones lose microseconds).");
        }
        Path installer = Executables.find("mariadb-install-db")
                .orElseThrow(() -> new CommandException("There is no mariadb-install-db beside " + server));
        Path client = Executables.find("mariadb")
                .orElseThrow(() -> new CommandException("There is no client program mariadb. Install it, for example"
                        + " with:\n  sudo apt-get install mariadb-client-core"));
        return new MariaDb(server, installer, client, List.of());
    }

    /** MariaDB runs as root only with {@code --user=root}. */
    private static List<String> asUser() {
        return Account.isRoot() ? List.of("--user=root") : List.of();
    }
}
