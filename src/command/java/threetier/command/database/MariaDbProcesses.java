package threetier.command.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** MariaDB as processes of this machine that outlive the command that started them. */
final class MariaDbProcesses implements Engine {

    /**
     * The parameters of a JDBC URL disable TLS, because the traffic stays on the loopback address. URLs of other
     * deployments ask for TLS.
     */
    static final String WITHOUT_TLS = "?sslMode=DISABLED";

    private static final String ADMIN = "admin";
    private static final String REPLICATION = "replication";

    private final Workspace workspace;
    private final Nodes nodes;
    private final StageSecrets secrets;
    private final MariaDb mariaDb = MariaDb.locate();

    MariaDbProcesses(Workspace workspace, Nodes nodes, StageSecrets secrets) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.secrets = secrets;
    }

    @Override
    public String title() {
        return "MariaDB";
    }

    @Override
    public String admin() {
        return ADMIN;
    }

    @Override
    public void start(String node, int port, int serverId, boolean writer) {
        // A server that crashed as the writer rolls back the transactions that no reader has received. They were never
        // acknowledged
        String[] reading = {"--read-only=1", "--init-rpl-role=SLAVE"};
        start(node, port, serverId, writer ? new String[0] : reading);
    }

    /**
     * Without semi-synchronous replication between regions, transactions were acknowledged that no other region has.
     */
    @Override
    public void startFenced(String node, int port, int serverId) {
        start(node, port, serverId, "--read-only=1");
    }

    private void start(String node, int port, int serverId, String... options) {
        Path data = workspace.data(node);
        Path temporary = workspace.work(node);
        Path log = workspace.log(node);
        if (!Files.exists(data)) {
            mariaDb.initialise(data, temporary, log);
        }
        List<String> server = mariaDb.server(data, port, serverId, options);
        Node started = nodes.start(
                new Program(server).with("TMPDIR", temporary).reading(accounts()), "data", node, node, port);
        started.awaitReady(START_LIMIT, List.of(log), () -> answers(node, port, secrets));
    }

    @Override
    public String parameters(String node) {
        return WITHOUT_TLS;
    }

    @Override
    public List<String> leading() {
        return List.of();
    }

    @Override
    public List<String> following(int writerPort) {
        return List.of(
                "STOP SLAVE",
                "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + writerPort
                        + ", MASTER_USER='" + REPLICATION + "', MASTER_PASSWORD='" + secrets.replication()
                        + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_SSL=0",
                "START SLAVE");
    }

    @Override
    public void promote(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("STOP SLAVE IO_THREAD");
            String received;
            try (ResultSet status = statement.executeQuery("SHOW SLAVE STATUS")) {
                status.next();
                received = status.getString("Gtid_IO_Pos");
            }
            statement.execute(awaiting(received, START_LIMIT.toSeconds()));
            statement.execute("STOP SLAVE");
            statement.execute("RESET SLAVE ALL");
            statement.execute("SET GLOBAL read_only = 0");
        }
    }

    @Override
    public String position() {
        return "SELECT @@gtid_binlog_pos";
    }

    @Override
    public String awaiting(String position, long seconds) {
        return "SELECT MASTER_GTID_WAIT('" + position + "', " + seconds + ")";
    }

    @Override
    public String filling(String table, int rows) {
        return "INSERT INTO " + table
                + " (saved_at) SELECT TIMESTAMP'2022-11-06 03:01:47.123456' + INTERVAL seq SECOND FROM "
                + ApplicationSchema.THREE_TIER.database() + ".seq_1_to_" + rows;
    }

    @Override
    public List<String> listening() {
        return List.of();
    }

    /** Does nothing: the servers are nodes of the stage, which stops them. */
    @Override
    public void close() {}

    private String accounts() {
        return MariaDb.accounts("'" + ADMIN + "'@'127.0.0.1'", "'" + REPLICATION + "'@'127.0.0.1'", secrets);
    }
}
