package threetier.stage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** The databases of a stage: a writer, and a reader that replicates it by global transaction ids; the same on every {@link Engine}. */
final class DataTier {

    static final String WRITER = "writer";
    static final String READER = "reader";
    static final String DATABASE = "threetier";
    static final String WRITER_USER = "threetier_writer";
    static final String READER_USER = "threetier_reader";
    /** What another application may do on the writer: nothing is known of it, but tables are made by migrations alone. */
    private static final String OWN_PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE";

    private final Workspace workspace;
    private final Application application;
    private final Secrets secrets;
    private final Engine engine;
    private final int writerPort;
    private final int readerPort;
    /** Who takes changes now: after a failover the server that was the reader. */
    private volatile String leader = WRITER;
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();

    DataTier(Workspace workspace, Nodes nodes, Application application, Secrets secrets, int writerPort, int readerPort) {
        this.workspace = workspace;
        this.application = application;
        this.secrets = secrets;
        this.writerPort = writerPort;
        this.readerPort = readerPort;
        engine = Engine.chosen(workspace, nodes, secrets);
    }

    String title() {
        return "writer and reader (" + engine.title() + ")";
    }

    /** Starts both side by side; they share nothing yet. Returns, or throws, when neither is still starting. */
    void start() {
        try {
            CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> start(WRITER)),
                    CompletableFuture.runAsync(() -> start(READER))).join();
        } catch (CompletionException failure) {
            throw new StageException(failure.getCause().getMessage(), failure);
        }
    }

    /** Starts one of the two, or one that ended, again. */
    void start(String node) {
        engine.start(node, port(node), node.equals(WRITER) ? 1 : 2, node.equals(leader));
    }

    /** From now on an app node reaches both through a relay; the stage itself still goes straight to them. */
    void relay() {
        relays.put(WRITER, Relay.to(writerPort));
        relays.put(READER, Relay.to(readerPort));
    }

    Relay relay(String node) {
        return relays.get(node);
    }

    /** Makes the reader follow the writer; it takes no change from anybody else. */
    void replicate() {
        engine.leading().forEach(statement -> execute(WRITER, statement));
        follow(READER);
    }

    /** Makes a server follow the one that takes changes. */
    void follow(String node) {
        engine.following(port(leader)).forEach(statement -> execute(node, statement));
    }

    void promoteReader() {
        try (Connection reader = connect(READER)) {
            engine.promote(reader);
        } catch (SQLException failure) {
            throw new StageException("The reader could not be promoted: " + failure.getMessage(), failure);
        }
        leader = READER;
    }

    /** Runs the migrations on the writer, with the jar that does it everywhere, and waits until the reader has them too. */
    void migrate() {
        execute(WRITER, "CREATE DATABASE IF NOT EXISTS " + application.database());
        boolean own = application.migrations() != null;
        new Command(workspace.log("schema"), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", workspace.target("three-tier-schema.jar").toString(), "threetier.schema.Schema"))
                .with("WRITER_URL", url(WRITER)).with("ADMIN_USER", engine.admin()).with("ADMIN_PASSWORD", secrets.admin())
                .with("WRITER_USER", WRITER_USER).with("WRITER_PASSWORD", secrets.writer())
                .with("READER_USER", READER_USER).with("READER_PASSWORD", secrets.reader())
                .with("MIGRATIONS", own ? application.migrations() : "").with("WRITER_PRIVILEGES", own ? OWN_PRIVILEGES : "")
                .run("The schema could not be brought up to date.");
        awaitReplica(Duration.ofSeconds(60));
    }

    /** Waits until everything that is committed on the writer now is on the reader too. */
    void awaitReplica(Duration limit) {
        String position = query(WRITER, engine.position());
        if (!"0".equals(query(READER, engine.awaiting(position, limit.toSeconds())))) {
            throw new StageException("The reader did not catch up with the writer in " + limit.toSeconds() + " s. Its log ends with:\n"
                    + Command.lastLines(List.of(workspace.log(READER))));
        }
    }

    /** Adds this many entries, a second apart, on the writer. */
    void fill(int rows) {
        // A series of none is one of one or two entries for the engines
        if (rows > 0) {
            execute(WRITER, engine.filling(DATABASE + ".timestamps", rows));
        }
    }

    /** Where servers that are no nodes of the stage listen, as {@code address:port}. */
    List<String> listening() {
        return engine.listening();
    }

    /** Stops servers that are no nodes of the stage; nodes it stops itself. */
    void close() {
        relays.values().forEach(Relay::close);
        engine.close();
    }

    /** For an app node. */
    String url(String node) {
        return url(relays.containsKey(node) ? relays.get(node).port() : port(node), node, application.database());
    }

    /** A connection that may do everything, to no database in particular: the reader has none before it replicates. */
    Connection connect(String node) throws SQLException {
        return DriverManager.getConnection(url(port(node), node, ""), engine.admin(), secrets.admin());
    }

    private String url(int port, String node, String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + engine.parameters(node);
    }

    private int port(String node) {
        return node.equals(WRITER) ? writerPort : readerPort;
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
