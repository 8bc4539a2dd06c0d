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
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/**
 * The databases of a stage: a writer, and a reader that replicates the writer by global transaction ids. They run on
 * any {@link Engine}.
 */
public final class DataTier {

    public static final String WRITER = "writer";
    public static final String READER = "reader";
    /** The writer's user of the app tier. */
    static final String WRITER_USER = "threetier_" + WRITER;

    private final Workspace workspace;
    private final ApplicationSchema schema;
    private final StageSecrets secrets;
    private final AppUsers users;
    private final Engine engine;
    private final int writerPort;
    private final int readerPort;
    /** The server that accepts writes. After a failover, this is the former reader. */
    private volatile String leader = WRITER;

    private RegionPart part = RegionPart.ALONE;
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();

    /** @param engine of both servers */
    public DataTier(
            Workspace workspace,
            Nodes nodes,
            Engine.Kind engine,
            ApplicationSchema schema,
            StageSecrets secrets,
            int writerPort,
            int readerPort) {
        this.workspace = workspace;
        this.schema = schema;
        this.secrets = secrets;
        users = new AppUsers("threetier", secrets);
        this.writerPort = writerPort;
        this.readerPort = readerPort;
        this.engine = engine.in(workspace, nodes, secrets);
    }

    /** The passwords; two regions have the same users of the application. */
    public StageSecrets secrets() {
        return secrets;
    }

    /** Takes this part in two regions. Call it before the start. */
    public DataTier as(RegionPart its) {
        part = its;
        return this;
    }

    /**
     * Starts both servers and replication, migrates the schema, and waits until the reader has caught up.
     *
     * @throws CommandException if a server does not start
     */
    public void raise(Steps steps) {
        steps.ready("data", (part.reader() ? "writer and reader (" : "writer (") + engine.title() + ")", this::start);
        steps.ready("data", "replication", this::replicate);
        if (part.leads()) {
            steps.ready("data", "schema", this::migrate);
        }
        servers().filter(READER::equals).forEach(reader -> awaitReplica(Duration.ofSeconds(60)));
    }

    /** Starts all servers in parallel; they share nothing yet. Returns or throws when none is still starting. */
    private void start() {
        try {
            CompletableFuture.allOf(servers()
                            .map(server -> CompletableFuture.runAsync(() -> start(server)))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failure) {
            throw new CommandException(failure.getCause().getMessage(), failure);
        }
    }

    private Stream<String> servers() {
        return part.reader() ? Stream.of(WRITER, READER) : Stream.of(WRITER);
    }

    /** Starts one of the servers, for the first time or again. */
    public void start(String node) {
        part.start(engine, workspace, node, port(node), node.equals(leader));
    }

    /** Puts a relay between app nodes and each database. The stage itself still connects directly. */
    public void relay() {
        servers().forEach(server -> relays.put(server, Relay.to(port(server))));
    }

    public Relay relay(String node) {
        return relays.get(node);
    }

    /** Makes the reader replicate the writer and accept no other changes. */
    private void replicate() {
        part.join().run();
        engine.leading().forEach(statement -> execute(WRITER, statement));
        servers().filter(READER::equals).forEach(this::follow);
    }

    /** Makes a server replicate the server that accepts writes. */
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

    /** Runs the migrations on the writer with the same jar as on AWS. */
    private void migrate() {
        updating(schema.database())
                .with(users.variables())
                .with("MIGRATIONS", schema.migrations() == null ? "" : schema.migrations())
                .with("WRITER_PRIVILEGES", SchemaPrograms.privileges(schema.database()))
                .run(workspace.log("schema"), "The schema could not be brought up to date.");
    }

    /** The program that brings this database up to date, with the administrator's login. Creates the database. */
    Program updating(String database) {
        execute(WRITER, "CREATE DATABASE IF NOT EXISTS " + database);
        return SchemaPrograms.of(workspace, "Schema")
                .with("WRITER_URL", url(port(WRITER), WRITER, database))
                .with("ADMIN_USER", engine.admin())
                .with("ADMIN_PASSWORD", secrets.admin());
    }

    /** Waits until the reader has applied everything that the writer has committed so far. */
    public void awaitReplica(Duration limit) {
        String position = query(WRITER, engine.position());
        if (!"0".equals(query(READER, engine.awaiting(position, limit.toSeconds())))) {
            throw new CommandException("The reader did not catch up with the writer in " + limit.toSeconds()
                    + " s. Its log ends with:\n" + Log.lastLines(List.of(workspace.log(READER))));
        }
    }

    /** Inserts {@code rows} rows, with times one second apart, into this table of the writer. */
    void fill(String table, int rows) {
        // For 0 rows, the statement of an engine would insert one or two rows
        if (rows > 0) {
            execute(WRITER, engine.filling(table, rows));
        }
    }

    /** The addresses of servers that are not nodes of the stage, as {@code address:port}. */
    public List<String> listening() {
        return engine.listening();
    }

    /** Stops servers that are not nodes of the stage. */
    public void close() {
        relays.values().forEach(Relay::close);
        engine.close();
    }

    /** The JDBC URL for app nodes. */
    public String url(String node) {
        return url(node, schema.database());
    }

    /** The JDBC URL of another database for app nodes. */
    String url(String node, String database) {
        return url(relays.containsKey(node) ? relays.get(node).port() : port(node), node, database);
    }

    /** The app tier's user of this database. */
    public String user(String node) {
        return users.name(node);
    }

    /** The environment variables of an app node: URLs, users and passwords of both databases. */
    public Map<String, String> environment() {
        return users.variables(url(WRITER), url(READER));
    }

    /** The password of {@link #user}. */
    public String password(String node) {
        return users.password(node);
    }

    /** The data folder of a server. */
    public Path folder(String node) {
        return workspace.data(node);
    }

    /** An administrator's connection without a default database. Before replication, the reader has no database. */
    public Connection connect(String node) throws SQLException {
        return DriverManager.getConnection(url(port(node), node, ""), engine.admin(), secrets.admin());
    }

    private String url(int port, String node, String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + engine.parameters(node);
    }

    /** The port of a server, also before it starts. */
    public int port(String node) {
        return node.equals(WRITER) || !part.reader() ? writerPort : readerPort;
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
