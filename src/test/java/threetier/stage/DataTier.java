package threetier.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The databases of a stage: a writer, and a reader that replicates it by global transaction ids. */
final class DataTier {

    static final String WRITER = "writer";
    static final String READER = "reader";
    static final String DATABASE = "threetier";
    static final String WRITER_USER = "threetier_writer";
    static final String READER_USER = "threetier_reader";
    private static final String ADMIN = "admin";
    private static final String REPLICATION = "replication";
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final Workspace workspace;
    private final Nodes nodes;
    private final Secrets secrets;
    private final MariaDb mariaDb = MariaDb.locate();
    private final int writerPort;
    private final int readerPort;

    DataTier(Workspace workspace, Nodes nodes, Secrets secrets, int writerPort, int readerPort) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.secrets = secrets;
        this.writerPort = writerPort;
        this.readerPort = readerPort;
    }

    /** Starts both side by side; they share nothing yet. Returns, or throws, when neither is still starting. */
    void start() {
        try {
            CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> start(WRITER, writerPort, 1, "CREATE DATABASE IF NOT EXISTS " + DATABASE + ";\n")),
                    CompletableFuture.runAsync(() -> start(READER, readerPort, 2, "", "--read-only=1"))).join();
        } catch (CompletionException failure) {
            throw new StageException(failure.getCause().getMessage(), failure);
        }
    }

    /** Makes the reader follow the writer; it takes no change from anybody else. */
    void replicate() {
        execute(READER, "STOP SLAVE");
        execute(READER, "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + writerPort + ", MASTER_USER='" + REPLICATION
                + "', MASTER_PASSWORD='" + secrets.replication() + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_SSL=0");
        execute(READER, "START SLAVE");
    }

    /** Runs the migrations on the writer, with the jar that does it everywhere, and waits until the reader has them too. */
    void migrate() {
        new Command(workspace.log("schema"), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", workspace.target("three-tier-schema.jar").toString(), "threetier.schema.Schema"))
                .with("WRITER_URL", url(WRITER)).with("ADMIN_USER", ADMIN).with("ADMIN_PASSWORD", secrets.admin())
                .with("WRITER_USER", WRITER_USER).with("WRITER_PASSWORD", secrets.writer())
                .with("READER_USER", READER_USER).with("READER_PASSWORD", secrets.reader())
                .run("The schema could not be brought up to date.");
        awaitReplica(Duration.ofSeconds(60));
    }

    /** Waits until everything that is committed on the writer now is on the reader too. */
    void awaitReplica(Duration limit) {
        String position = query(WRITER, "SELECT @@gtid_binlog_pos");
        if (!"0".equals(query(READER, "SELECT MASTER_GTID_WAIT('" + position + "', " + limit.toSeconds() + ")"))) {
            throw new StageException("The reader did not catch up with the writer in " + limit.toSeconds() + " s. Its log ends with:\n"
                    + Command.lastLines(List.of(workspace.log(READER))));
        }
    }

    /** Without TLS, because nothing leaves the loopback address here; elsewhere it is part of the URL. */
    String url(String node) {
        return url(node, DATABASE);
    }

    /** A connection that may do everything, to no database in particular: the reader has none before it replicates. */
    Connection connect(String node) throws SQLException {
        return DriverManager.getConnection(url(node, ""), ADMIN, secrets.admin());
    }

    private String url(String node, String database) {
        return "jdbc:mysql://127.0.0.1:" + (node.equals(WRITER) ? writerPort : readerPort) + "/" + database + "?sslMode=DISABLED";
    }

    private void start(String name, int port, int serverId, String sql, String... options) {
        Path data = workspace.data(name);
        Path temporary = workspace.work(name);
        Path log = workspace.log(name);
        if (!Files.exists(data)) {
            mariaDb.initialise(data, temporary, log);
        }
        Node node = new Command(log, mariaDb.server(data, port, serverId, options)).with("TMPDIR", temporary).reading(accounts() + sql)
                .start(nodes, "data", name, name, port);
        Command.awaitReady(node, START_LIMIT, List.of(log), () -> answers(name));
    }

    /** New passwords at each start, in no file; not replicated, because each server makes its own. */
    private String accounts() {
        return "SET sql_log_bin=0;\n"
                + "CREATE OR REPLACE USER '" + ADMIN + "'@'127.0.0.1' IDENTIFIED BY '" + secrets.admin() + "';\n"
                + "GRANT ALL ON *.* TO '" + ADMIN + "'@'127.0.0.1' WITH GRANT OPTION;\n"
                + "CREATE OR REPLACE USER '" + REPLICATION + "'@'127.0.0.1' IDENTIFIED BY '" + secrets.replication() + "';\n"
                + "GRANT REPLICATION SLAVE ON *.* TO '" + REPLICATION + "'@'127.0.0.1';\n"
                + "SET sql_log_bin=1;\n";
    }

    private boolean answers(String name) {
        try (Connection connection = connect(name)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void execute(String node, String sql) {
        try (Connection connection = connect(node);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new StageException("The " + node + " refused a statement: " + failure.getMessage(), failure);
        }
    }

    private String query(String node, String sql) {
        try (Connection connection = connect(node);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException failure) {
            throw new StageException("The " + node + " refused a query: " + failure.getMessage(), failure);
        }
    }
}
