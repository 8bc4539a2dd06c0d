package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The three tiers as processes of this machine: writer and reader database, Payara Micro, httpd. The same for {@code ./three-tier up},
 * integration tests, drills and measurements. All of them listen on the loopback address only.
 */
public final class Stage implements AutoCloseable {

    /** The tier, by name, of programs that belong to none. */
    static final String BESIDE = "beside";
    /** How long a node of a tier may take to finish what it is doing. */
    private static final Map<String, Duration> GRACE =
            Map.of(BESIDE, Duration.ofSeconds(20), "web", Duration.ofSeconds(40), "app", Duration.ofSeconds(30), "data", Duration.ofSeconds(60));
    /** Until a program beside the tiers listens. */
    private static final Duration BESIDE_LIMIT = Duration.ofSeconds(60);
    /** How long a node behind a balancer serves on when it is asked to stop: the balancers here look every second. */
    public static final Duration DRAIN = Duration.ofSeconds(20);
    /** Until a balancer has found a new node healthy. */
    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(60);
    private static final String LOCK_WAITS = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";

    private final Workspace workspace;
    private final Nodes nodes;
    private final Secrets secrets;
    private final Consumer<String> progress;
    private final Application application;
    private final DataTier data;
    private final Shape shape;
    private final Map<String, Integer> ajpPorts = new HashMap<>();
    private final PayaraServer payaraServer;

    private Stage(Workspace workspace, Secrets secrets, int writerPort, int readerPort, Shape shape, Consumer<String> progress) {
        this.workspace = workspace;
        this.secrets = secrets;
        this.shape = shape;
        this.progress = progress;
        nodes = new Nodes(workspace);
        application = shape.application() == null ? Application.threeTier(workspace) : shape.application();
        data = new DataTier(workspace, nodes, application, secrets, writerPort, readerPort);
        payaraServer = new PayaraServer(workspace, nodes, data, secrets);
    }

    /**
     * Raises all tiers.
     *
     * @param progress is told each step
     * @throws StageException when a tier does not start; nothing is left running then
     */
    public static Stage start(Workspace workspace, Shape shape, Consumer<String> progress) {
        return start(workspace, shape, progress, stage -> stage.raise());
    }

    /**
     * Raises all tiers with a {@link Relay} between the app nodes and each database. The relays end with this process, so such a stage
     * does not outlive it.
     *
     * @param progress is told each step
     * @throws StageException when a tier does not start; nothing is left running then
     */
    public static Stage startWithRelays(Workspace workspace, Shape shape, Consumer<String> progress) {
        return start(workspace, shape, progress, stage -> {
            stage.data.relay();
            stage.raise();
        });
    }

    private static Stage start(Workspace workspace, Shape shape, Consumer<String> progress, Consumer<Stage> raise) {
        return alone(workspace, () -> {
            refuseWhenTaken(shape.port());
            Stage stage = new Stage(workspace, Secrets.random(), Ports.free(), Ports.free(), shape, progress);
            return stage.raised(() -> raise.accept(stage));
        });
    }

    /**
     * Changes what runs in a workspace.
     *
     * @throws StageException when another process is at it
     */
    static <T> T alone(Workspace workspace, Supplier<T> change) {
        Workspace.folder(workspace.home());
        try (FileChannel file = FileChannel.open(workspace.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new StageException("Another command is just changing this stage.");
            }
            return change.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Only the databases, with the tables; for tests that bring their own app tier. */
    static Stage startDatabases(Workspace workspace, Secrets secrets, int writerPort, int readerPort, Consumer<String> progress) {
        Stage stage = new Stage(workspace, secrets, writerPort, readerPort, Shape.plain("512m"), progress);
        return stage.raised(stage::raiseDatabases);
    }

    /**
     * All tiers with a full Payara Server, which has no application yet, in place of Payara Micro.
     *
     * @param progress is told each step
     * @throws StageException when a tier does not start; nothing is left running then
     */
    public static Stage startPayaraServer(Workspace workspace, Consumer<String> progress) {
        Stage stage = new Stage(workspace, Secrets.random(), Ports.free(), Ports.free(), Shape.plain("512m"), progress);
        return stage.raised(() -> {
            stage.raiseDatabases();
            stage.timed("app", "server-1 (Payara Server)", stage.payaraServer::start);
            stage.startWeb("web-1", Ports.free());
        });
    }

    private Stage raised(Runnable start) {
        nodes.raising();
        try {
            start.run();
            return this;
        } catch (RuntimeException | Error failure) {
            boolean stopped = nodes.cleared();
            close();
            if (stopped) {
                throw new StageException("Another command stopped it while it started.", failure);
            }
            throw failure;
        }
    }

    /** Stops what an earlier process, which ended in a hurry, left running in this workspace. */
    public static void stopLeftovers(Workspace workspace, Consumer<String> progress) {
        stop(new Nodes(workspace), progress);
    }

    /** Whether this process was told to end: what fails from then on is no news. */
    public static boolean interrupted() {
        return Command.closed();
    }

    /** When this process is told to end (Ctrl-C), it starts nothing any more and stops what runs in the workspace. */
    public static Thread stopAtExit(Workspace workspace, Consumer<String> progress) {
        Thread stop = new Thread(() -> {
            Command.close();
            stopLeftovers(workspace, progress);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        return stop;
    }

    /** The address of the site, without a final slash. */
    public String url() {
        return address(nodes.entrance("web"));
    }

    /** The address of an app node, past the web tier. */
    public String appUrl() {
        return address(nodes.servers("app").get(0));
    }

    /** The nodes of a tier that do its work, without the balancer in front of them. */
    public List<Node> servers(String tier) {
        return nodes.servers(tier);
    }

    /** What each app node says of itself, past the web tier. */
    public List<String> instances() {
        return nodes.servers("app").stream().map(node -> Http.body(address(node) + "/instance")).toList();
    }

    /** The app tier of a stage that was started with it. */
    public PayaraServer payaraServer() {
        return payaraServer;
    }

    /** A connection to {@code writer} or {@code reader} that may do everything. */
    public Connection connect(String database) throws SQLException {
        return data.connect(database);
    }

    /** The address of {@code writer} or {@code reader} for an app tier of the test's own. */
    public String jdbcUrl(String database) {
        return data.url(database);
    }

    /** What stands between the app nodes and {@code writer} or {@code reader}, on a stage that was started with relays. */
    public Relay relay(String database) {
        return data.relay(database);
    }

    /** Starts {@code writer} or {@code reader} again after it ended; its data and its port are the same. */
    public void startDatabase(String database) {
        timed("data", database, () -> data.start(database));
    }

    /**
     * Makes the reader the writer, as when the writer is lost: it first applies all it has received. Where connections of app nodes
     * lead is up to the {@link #relay}.
     */
    public void promoteReader() {
        data.promoteReader();
    }

    /** Starts the former writer again, after the reader was promoted, as its read-only replica. */
    public void startFormerWriter() {
        startDatabase(DataTier.WRITER);
        data.follow(DataTier.WRITER);
    }

    /** Where {@code writer} or {@code reader} keeps its data. */
    public Path dataFolder(String database) {
        return workspace.data(database);
    }

    /** The password of the app tier's user of {@code writer} or {@code reader}. */
    public String password(String database) {
        return database.equals(DataTier.WRITER) ? secrets.writer() : secrets.reader();
    }

    /** The app tier's user of {@code writer} or {@code reader}. */
    public String user(String database) {
        return database.equals(DataTier.WRITER) ? DataTier.WRITER_USER : DataTier.READER_USER;
    }

    /** A connection to {@code writer} or {@code reader} with what the app tier's user may do there. */
    public Connection connectAsApplication(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user(database), password(database));
    }

    /** Runs a statement on {@code writer} or {@code reader} with what the app tier's user may do there. */
    void asApplication(String database, String statement) throws SQLException {
        try (Connection connection = connectAsApplication(database); Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** Waits until the reader has all that is committed on the writer now. */
    public void awaitReplica() {
        data.awaitReplica(Duration.ofSeconds(120));
    }

    /**
     * Waits until so many transactions on the writer wait for what another one holds, for a second at most: the application waits no longer.
     */
    public void awaitLockWaits(int transactions) throws SQLException {
        // The server renews this table only when nobody has read it for a tenth of a second
        for (int i = 0; i < 7 && count(DataTier.WRITER, LOCK_WAITS) < transactions; i++) {
            Command.pause(150);
        }
    }

    /** Removes all entries, on both databases. */
    public void truncate() throws SQLException {
        execute(DataTier.WRITER, "TRUNCATE " + DataTier.DATABASE + ".timestamps");
        awaitReplica();
    }

    /** The first column of the first row that this query gives on {@code writer} or {@code reader}. */
    public long count(String database, String query) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** How often these events happened on {@code writer} or {@code reader} since it started, by the server's own counters. */
    public long counter(String database, String... names) throws SQLException {
        long total = 0;
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            for (String name : names) {
                try (ResultSet result = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
                    result.next();
                    total += result.getLong(2);
                }
            }
        }
        return total;
    }

    /** Fills the table with this many entries, a second apart, and waits until the reader has them. */
    public void fill(int rows) throws SQLException {
        data.fill(rows);
        awaitReplica();
    }

    /** Where this node listens, as {@code address:port}. */
    public static Set<String> sockets(Node node) {
        return Set.copyOf(Sockets.listening(node));
    }

    /** Addresses other than the loopback address on which a process of this stage listens. */
    public List<String> socketsOpenToOthers() {
        return Stream.concat(nodes.all().stream().flatMap(node -> Sockets.listening(node).stream()), data.listening().stream())
                .filter(address -> !address.startsWith("127.")).toList();
    }

    /** The requests that a web node has answered so far. */
    public List<String> accessLog(String node) throws IOException {
        return Files.readAllLines(WebTier.accessLog(workspace, node));
    }

    /** What a web node says of a request that has its answer; it says so a moment later, so this waits for it, 5 seconds at most. */
    public List<String> awaitLogged(String node, String request) throws IOException {
        return await(WebTier.accessLog(workspace, node), 0, request);
    }

    /** What a node has logged, but for requests. */
    public List<String> log(String node) throws IOException {
        return Files.readAllLines(workspace.log(node));
    }

    /** Those of a node's lines from this number on that contain the text; waits for one, 5 seconds at most. */
    public List<String> awaitLogged(String node, int from, String text) throws IOException {
        return await(workspace.log(node), from, text);
    }

    private static List<String> await(Path log, int from, String text) throws IOException {
        for (int i = 0; ; i++) {
            List<String> lines = Files.readAllLines(log).stream().skip(from).filter(line -> line.contains(text)).toList();
            if (!lines.isEmpty() || i == 250) {
                return lines;
            }
            Command.pause(20);
        }
    }

    /** Runs a statement on {@code writer} or {@code reader}. */
    public void execute(String database, String statement) throws SQLException {
        try (Connection connection = connect(database); Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    public Node node(String name) {
        return nodes.find(name).orElseThrow(() -> new StageException("There is no node " + name));
    }

    @Override
    public void close() {
        if (interrupted()) {
            // Who interrupted it is stopping everything just now
            return;
        }
        stop(nodes, progress);
        data.close();
    }

    /** Stops what runs, from the browser's side inwards, so that each tier finishes while those below still answer. */
    static void stop(Nodes nodes, Consumer<String> progress) {
        nodes.clear();
        for (Node node : nodes.all()) {
            if (node.alive()) {
                long start = System.nanoTime();
                node.stopAtOnce(GRACE.get(node.tier()));
                progress.accept(step("stopped", node.tier(), node.name(), start));
            } else {
                node.kill();
            }
            nodes.remove(node);
        }
    }

    static String address(Node node) {
        return "http://127.0.0.1:" + node.port();
    }

    /** Starts an app node, or one that ended, again. */
    public Node startApp(String name) {
        return startApp(name, application.war(), Map.of());
    }

    /** The same in a different environment. */
    public Node startApp(String name, Map<String, String> environment) {
        return startApp(name, application.war(), environment);
    }

    private Node startApp(String name, Path war, Map<String, String> environment) {
        int port = port(name);
        if (shape.protocol() == Shape.Protocol.AJP) {
            ajpPorts.computeIfAbsent(name, node -> Ports.free());
        }
        timed("app", name + " (Payara Micro)",
                () -> new AppTier(workspace, nodes).start(name, war, port, ajpPorts.get(name), data, secrets, shape.heap(),
                        drain(shape.app()), environment));
        return node(name);
    }

    /** Starts a web node, or one that ended, again. */
    public Node startWeb(String name, int port) {
        timed("web", name + " (httpd)", () -> new WebTier(workspace, nodes).start(name, port, appTierUrl(), secrets.ajp(), drain(shape.web())));
        return node(name);
    }

    /** Starts a web node that has not been told the app tier's secret. */
    Node startStranger(String name) {
        return new WebTier(workspace, nodes).start(name, Ports.free(), appTierUrl(), Secrets.password(), Duration.ZERO);
    }

    String ajpSecret() {
        return secrets.ajp();
    }

    private String appTierUrl() {
        return shape.protocol().name().toLowerCase(Locale.ROOT) + "://127.0.0.1:" + portForRequests(nodes.entrance("app"));
    }

    /** Where requests go; health is asked for on the node's own port. */
    private int portForRequests(Node node) {
        return ajpPorts.getOrDefault(node.name(), node.port());
    }

    /**
     * Starts a program that belongs to no tier, or one that ended, again; it ends with the stage.
     *
     * @param port where it listens once it is ready
     */
    public Node startBeside(String name, int port, List<String> command, Map<String, String> environment) {
        Path log = workspace.log(name);
        Node node = new Command(log, command).with(environment).start(nodes, BESIDE, name, Path.of(command.get(0)).getFileName().toString(), port);
        Command.awaitReady(node, BESIDE_LIMIT, List.of(log), () -> !Ports.isFree(port));
        return node;
    }

    /** Starts one more app node behind the balancer. */
    public Node addApp(String name) {
        return addApp(name, application.war());
    }

    /** Starts one more app node, with this application, behind the balancer; returns when that sends it requests. */
    public Node addApp(String name, Path war) {
        return register(Balancer.NLB, startApp(name, war, Map.of()));
    }

    /** Starts one more web node behind the balancer; returns when that sends it requests. */
    public Node addWeb(String name) {
        return register(Balancer.ALB, startWeb(name, Ports.free()));
    }

    /** Drains a node behind a balancer and stops it; returns when it ended and the balancer has forgotten it. */
    public void retire(String name) {
        Node node = node(name);
        long from = System.nanoTime();
        node.stop(DRAIN.plus(GRACE.get(node.tier())));
        new Balancer(workspace, nodes).remove(node.tier().equals("app") ? Balancer.NLB : Balancer.ALB, node);
        nodes.remove(node);
        progress.accept(step("retired", node.tier(), name, from));
    }

    private Node register(String balancer, Node node) {
        new Balancer(workspace, nodes).add(balancer, node, portForRequests(node));
        Command.awaitReady(node, REGISTRATION_LIMIT, List.of(workspace.log(balancer)),
                () -> new Balancer(workspace, nodes).healthy(balancer, node));
        return node;
    }

    /** Where a node stands alone nobody takes over, so it does not wait. */
    private static Duration drain(int nodes) {
        return nodes > 1 ? DRAIN : Duration.ZERO;
    }

    /** Whether the balancer in front of this web or app node gives it requests now. */
    public boolean inRotation(String name) {
        Node node = node(name);
        return new Balancer(workspace, nodes).healthy(node.tier().equals("web") ? Balancer.ALB : Balancer.NLB, node);
    }

    private void raise() {
        int port = shape.port() == 0 ? Ports.free() : shape.port();
        raiseDatabases();
        for (int i = 1; i <= shape.app(); i++) {
            startApp("app-" + i);
        }
        if (shape.app() > 1) {
            balance(Balancer.NLB, "app", Ports.free());
        }
        for (int i = 1; i <= shape.web(); i++) {
            startWeb("web-" + i, shape.web() > 1 ? Ports.free() : port);
        }
        if (shape.web() > 1) {
            balance(Balancer.ALB, "web", port);
        }
    }

    private void balance(String balancer, String tier, int port) {
        timed(tier, balancer + " (HAProxy)", () -> new Balancer(workspace, nodes).start(balancer, tier, port, nodes.servers(tier), this::portForRequests));
    }

    /** A node that starts again keeps its port, so that those who know it find it. */
    private int port(String name) {
        return nodes.find(name).map(Node::port).orElseGet(Ports::free);
    }

    private void raiseDatabases() {
        timed("data", data.title(), data::start);
        timed("data", "replication", data::replicate);
        timed("data", "schema", data::migrate);
    }

    private void timed(String tier, String what, Runnable start) {
        long from = System.nanoTime();
        start.run();
        progress.accept(step("ready", tier, what, from));
    }

    private static String step(String state, String tier, String what, long from) {
        return String.format("  %-5s %-28s %s after %.1f s", tier, what, state, (System.nanoTime() - from) / 1e9);
    }

    private static void refuseWhenTaken(int port) {
        if (port != 0 && !Ports.isFree(port)) {
            throw new StageException("Port " + port + " is taken by another program. Choose another one: ./three-tier up --port " + (port + 1));
        }
    }
}
