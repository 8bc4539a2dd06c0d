package threetier.command.database;

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
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/**
 * The databases of a stage: a writer, and a reader that replicates it by global transaction ids; the same on every
 * {@link Engine}.
 */
public final class DataTier {

    public static final String WRITER = "writer";
    public static final String READER = "reader";
    private static final String WRITER_USER = "threetier_writer";
    private static final String READER_USER = "threetier_reader";
    /**
     * What another application may do on the writer: nothing is known of it, but tables are made by migrations alone.
     */
    private static final String OWN_PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE";

    private final Workspace workspace;
    private final Schema schema;
    private final Secrets secrets;
    private final Engine engine;
    private final int writerPort;
    private final int readerPort;
    /** Who takes changes now: after a failover the server that was the reader. */
    private volatile String leader = WRITER;

    private final Map<String, Relay> relays = new ConcurrentHashMap<>();

    /** @param engine on which both stand; {@code schema}: what is to be in them */
    public DataTier(
            Workspace workspace,
            Nodes nodes,
            Engine.Kind engine,
            Schema schema,
            Secrets secrets,
            int writerPort,
            int readerPort) {
        this.workspace = workspace;
        this.schema = schema;
        this.secrets = secrets;
        this.writerPort = writerPort;
        this.readerPort = readerPort;
        this.engine = engine.in(workspace, nodes, secrets);
    }

    /**
     * Starts both, lets the reader follow the writer, and brings the tables up to date.
     *
     * @throws CommandException when one of them does not start
     */
    public void raise(Steps steps) {
        steps.ready("data", "writer and reader (" + engine.title() + ")", this::start);
        steps.ready("data", "replication", this::replicate);
        steps.ready("data", "schema", this::migrate);
    }

    /** Starts both side by side; they share nothing yet. Returns, or throws, when neither is still starting. */
    private void start() {
        try {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> start(WRITER)),
                            CompletableFuture.runAsync(() -> start(READER)))
                    .join();
        } catch (CompletionException failure) {
            throw new CommandException(failure.getCause().getMessage(), failure);
        }
    }

    /** Starts one of the two, or one that ended, again. */
    public void start(String node) {
        engine.start(node, port(node), node.equals(WRITER) ? 1 : 2, node.equals(leader));
    }

    /** From now on an app node reaches both through a relay; the stage itself still goes straight to them. */
    public void relay() {
        relays.put(WRITER, Relay.to(writerPort));
        relays.put(READER, Relay.to(readerPort));
    }

    public Relay relay(String node) {
        return relays.get(node);
    }

    /** Makes the reader follow the writer; it takes no change from anybody else. */
    private void replicate() {
        engine.leading().forEach(statement -> execute(WRITER, statement));
        follow(READER);
    }

    /** Makes a server follow the one that takes changes. */
    public void follow(String node) {
        engine.following(port(leader)).forEach(statement -> execute(node, statement));
    }

    public void promoteReader() {
        try (Connection reader = connect(READER)) {
            engine.promote(reader);
        } catch (SQLException failure) {
            throw new CommandException("The reader could not be promoted: " + failure.getMessage(), failure);
        }
        leader = READER;
    }

    /**
     * Runs the migrations on the writer, with the jar that does it everywhere, and waits until the reader has them too.
     */
    private void migrate() {
        execute(WRITER, "CREATE DATABASE IF NOT EXISTS " + schema.database());
        boolean own = schema.migrations() != null;
        new Program(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        workspace.target("three-tier-schema.jar").toString(),
                        "threetier.schema.Schema")
                .with("WRITER_URL", url(WRITER))
                .with("ADMIN_USER", engine.admin())
                .with("ADMIN_PASSWORD", secrets.admin())
                .with("WRITER_USER", WRITER_USER)
                .with("WRITER_PASSWORD", secrets.writer())
                .with("READER_USER", READER_USER)
                .with("READER_PASSWORD", secrets.reader())
                .with("MIGRATIONS", own ? schema.migrations() : "")
                .with("WRITER_PRIVILEGES", own ? OWN_PRIVILEGES : "")
                .run(workspace.log("schema"), "The schema could not be brought up to date.");
        awaitReplica(Duration.ofSeconds(60));
    }

    /** Waits until everything that is committed on the writer now is on the reader too. */
    public void awaitReplica(Duration limit) {
        String position = query(WRITER, engine.position());
        if (!"0".equals(query(READER, engine.awaiting(position, limit.toSeconds())))) {
            throw new CommandException("The reader did not catch up with the writer in " + limit.toSeconds()
                    + " s. Its log ends with:\n" + Log.lastLines(List.of(workspace.log(READER))));
        }
    }

    /** Adds this many entries, a second apart, to this table of the writer. */
    void fill(String table, int rows) {
        // A series of none is one of one or two entries for the engines
        if (rows > 0) {
            execute(WRITER, engine.filling(table, rows));
        }
    }

    /** Where servers that are no nodes of the stage listen, as {@code address:port}. */
    public List<String> listening() {
        return engine.listening();
    }

    /** Stops servers that are no nodes of the stage; nodes it stops itself. */
    public void close() {
        relays.values().forEach(Relay::close);
        engine.close();
    }

    /** For an app node. */
    public String url(String node) {
        return url(relays.containsKey(node) ? relays.get(node).port() : port(node), node, schema.database());
    }

    /** The app tier's user of this database. */
    public String user(String node) {
        return node.equals(WRITER) ? WRITER_USER : READER_USER;
    }

    /** Where an app node finds both, and as whom: the variables of its environment. */
    public Map<String, String> environment() {
        return Map.of(
                "WRITER_URL", url(WRITER),
                "WRITER_USER", WRITER_USER,
                "WRITER_PASSWORD", secrets.writer(),
                "READER_URL", url(READER),
                "READER_USER", READER_USER,
                "READER_PASSWORD", secrets.reader());
    }

    /** The password of that user. */
    public String password(String node) {
        return node.equals(WRITER) ? secrets.writer() : secrets.reader();
    }

    /** Where it keeps its data. */
    public Path folder(String node) {
        return workspace.data(node);
    }

    /** A connection that may do everything, to no database in particular: the reader has none before it replicates. */
    public Connection connect(String node) throws SQLException {
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
            throw new CommandException("The " + node + " refused a statement: " + failure.getMessage(), failure);
        }
    }

    private String query(String node, String sql) {
        try (Connection connection = connect(node);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException failure) {
            throw new CommandException("The " + node + " refused a query: " + failure.getMessage(), failure);
        }
    }
}
