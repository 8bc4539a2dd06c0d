package threetier.command.database;

import java.nio.file.Path;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Program;

/**
 * A MariaDB server that accepts connections on all addresses of its network namespace, with TLS only. This command
 * talks to it over its socket, because it is in another network.
 *
 * @param data the data folder
 * @param socket an absolute path of at most 107 bytes
 */
public record NamespacedMariaDb(Path data, Path socket) {

    /** The port of the databases on AWS. */
    private static final int PORT = 3306;

    private static final String REPLICATION = "replication";
    private static final String RECEIVED = "Gtid_IO_Pos:";

    /** Makes an empty data folder. */
    public void initialise(Path temporary, Path log) {
        MariaDb.locate().initialise(data, temporary, log);
    }

    /**
     * The command of the server. It reads {@link #accounts} from its standard input.
     *
     * @param number from 1
     * @param pem certificate and private key
     * @param writer whether it accepts writes
     */
    public List<String> server(int number, Path pem, boolean writer) {
        return MariaDb.locate()
                .server(
                        data,
                        PORT,
                        number,
                        "--bind-address=0.0.0.0",
                        "--socket=" + socket,
                        "--ssl",
                        "--ssl-cert=" + pem,
                        "--ssl-key=" + pem,
                        "--require-secure-transport=1",
                        "--read-only=" + (writer ? 0 : 1));
    }

    /** Statements that create the administrator and the account of replicas, whose connections come over the socket. */
    public static String accounts(String administrator, StageSecrets secrets) {
        return MariaDb.accounts("'" + administrator + "'@'%'", "'" + REPLICATION + "'@'localhost'", secrets);
    }

    /** Whether it takes statements. */
    public boolean answers() {
        return statement("SELECT 1").status() == 0;
    }

    /** Makes it replicate the server that a port of its loopback address leads to. */
    public void follow(int port, StageSecrets secrets) {
        Program.Result result = statement("CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + port
                + ", MASTER_USER='" + REPLICATION + "', MASTER_PASSWORD='" + secrets.replication()
                + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_SSL=0; START SLAVE");
        if (result.status() != 0) {
            throw new CommandException("A reader refuses to replicate: " + result.all());
        }
    }

    /**
     * As a reader, confirms what it has received; as a writer, it waits for that of a reader before it acknowledges a
     * commit, for as long as it takes. So no acknowledged commit is lost, as with a storage that both share.
     *
     * @param writer whether it accepts writes
     */
    public void confirm(boolean writer) {
        run(
                writer
                        ? "SET GLOBAL rpl_semi_sync_master_wait_point = AFTER_SYNC;"
                                + " SET GLOBAL rpl_semi_sync_master_timeout = 4000000000;"
                                + " SET GLOBAL rpl_semi_sync_master_enabled = ON"
                        : "SET GLOBAL rpl_semi_sync_slave_enabled = ON; STOP SLAVE IO_THREAD; START SLAVE IO_THREAD");
    }

    /** Makes a reader the writer, when it has applied all that it has received. */
    public void promote() {
        run("STOP SLAVE IO_THREAD");
        String received = run("SHOW SLAVE STATUS\\G")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(RECEIVED))
                .map(line -> line.substring(RECEIVED.length()).strip())
                .findFirst()
                .orElse("");
        run("SELECT MASTER_GTID_WAIT('" + received + "', 60)");
        run("STOP SLAVE; RESET SLAVE ALL; SET GLOBAL read_only = 0");
    }

    private String run(String sql) {
        Program.Result result = statement(sql);
        if (result.status() != 0) {
            throw new CommandException("A database refuses a statement of the failover: " + result.all());
        }
        return result.output();
    }

    private Program.Result statement(String sql) {
        return new Program(MariaDb.locate().client(socket)).reading(sql).result();
    }
}
