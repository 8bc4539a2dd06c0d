package threetier.command.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import threetier.command.database.DataTier;
import threetier.command.database.Relay;
import threetier.command.database.Sql;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Lock;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Shutdown;
import threetier.command.process.Steps;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/**
 * The three tiers as processes of this machine: writer and reader database, Payara Micro, httpd. The same stage serves
 * {@code ./three-tier up}, integration tests, drills and benchmarks. All processes listen only on the loopback address.
 */
public final class Stage implements AutoCloseable {

    private final Workspace workspace;
    private final Nodes nodes;
    private final Consumer<String> progress;
    private final Steps steps;
    private final Application application;
    private final DataTier data;
    private final Shape shape;
    private final AppTier apps;
    private final WebTier webs;
    private final BalancedNodes rotation;
    private final SecondApplication second;

    private Stage(Workspace workspace, Shape shape, DataTier data, Consumer<String> progress, boolean two) {
        this.workspace = workspace;
        this.shape = shape;
        this.data = data;
        this.progress = progress;
        steps = new Steps(progress);
        nodes = new Nodes(workspace);
        application = shape.applicationIn(workspace);
        apps = new AppTier(workspace, nodes, shape, data, data.secrets(), progress);
        webs = new WebTier(workspace, nodes, shape.environment());
        rotation = new BalancedNodes(workspace, nodes, apps, shape.sessions(), steps);
        second = two ? new SecondApplication(workspace, nodes, shape, data, progress) : null;
    }

    /**
     * Starts all tiers.
     *
     * @param progress receives each step
     * @throws CommandException if a tier does not start; nothing is left running then
     */
    public static Stage start(Workspace workspace, Shape shape, Consumer<String> progress) {
        return start(workspace, shape, shape.databases(workspace, StageSecrets.random()), progress);
    }

    /**
     * Starts all tiers, as {@link #start} does, with a {@link Relay} between the app nodes and each database. The
     * relays end with this process, so a stage with relays does not outlive this process.
     */
    public static Stage startWithRelays(Workspace workspace, Shape shape, Consumer<String> progress) {
        DataTier data = shape.databases(workspace, StageSecrets.random());
        data.relay();
        return start(workspace, shape, data, progress);
    }

    /** Starts all tiers, as {@link #start} does, and a second application beside them. */
    public static Stage startTwo(Workspace workspace, Shape shape, Consumer<String> progress) {
        return start(workspace, shape, shape.databases(workspace, StageSecrets.random()), progress, true);
    }

    /** Starts all tiers with these databases, which may be those of a region among two. */
    public static Stage start(Workspace workspace, Shape shape, DataTier data, Consumer<String> progress) {
        return start(workspace, shape, data, progress, false);
    }

    private static Stage start(
            Workspace workspace, Shape shape, DataTier data, Consumer<String> progress, boolean two) {
        return Lock.exclusively(workspace, () -> {
            if (shape.port() != 0) {
                Ports.require(shape.port());
            }
            Stage stage = new Stage(workspace, shape, data, progress, two);
            stage.raise();
            return stage;
        });
    }

    private void raise() {
        nodes.raising();
        try {
            Tools.httpd();
            if (shape.app() > 1 || shape.web() > 1 || second != null) {
                Tools.haproxy();
            }
            raiseTiers();
        } catch (RuntimeException | Error failure) {
            boolean stopped = nodes.cleared();
            close();
            if (stopped) {
                throw new CommandException("Another command stopped it while it started.", failure);
            }
            throw failure;
        }
    }

    private void raiseTiers() {
        int port = shape.port() == 0 ? Ports.free() : shape.port();
        data.raise(steps);
        for (int i = 1; i <= shape.app(); i++) {
            startApp("app-" + i);
        }
        if (shape.app() > 1) {
            rotation.begin("app", Ports.free());
        }
        boolean balanced = shape.web() > 1 || second != null;
        for (int i = 1; i <= shape.web(); i++) {
            startWeb("web-" + i, balanced ? Ports.free() : port);
        }
        if (second != null) {
            second.raise(steps);
        }
        if (balanced) {
            rotation.begin("web", port, second == null ? List.of() : second.rules());
        }
    }

    /** The address of the site, without a trailing slash. */
    public String url() {
        return nodes.entrance("web").url();
    }

    /** The folders of this stage. */
    public Workspace workspace() {
        return workspace;
    }

    /** The nodes of a tier, not including its balancer. */
    public List<Node> servers(String tier) {
        return nodes.servers(tier);
    }

    public Node node(String name) {
        return nodes.get(name);
    }

    /** The databases of this stage. */
    public DataTier data() {
        return data;
    }

    /** Administrator's statements on the databases. */
    public Sql sql() {
        return new Sql(data);
    }

    /** Restarts {@code writer} or {@code reader} with the same data and port. */
    public void startDatabase(String database) {
        steps.ready("data", database, () -> data.start(database));
    }

    @Override
    public void close() {
        if (Shutdown.begun()) {
            // The shutdown hook is already stopping all nodes
            return;
        }
        nodes.stopAll(progress);
        data.close();
    }

    /** Starts an app node, for the first time or again. */
    public Node startApp(String name) {
        return startApp(name, application.war(), Map.of());
    }

    /** Starts an app node with additional environment variables. */
    public Node startApp(String name, Map<String, String> environment) {
        return startApp(name, application.war(), environment);
    }

    private Node startApp(String name, Path war, Map<String, String> environment) {
        steps.ready("app", name + " (Payara Micro)", () -> apps.start(name, war, environment));
        return node(name);
    }

    /** Starts a web node, for the first time or again. */
    public Node startWeb(String name, int port) {
        steps.ready(
                "web",
                name + " (httpd)",
                () -> webs.start(name, port, apps.url(), data.secrets().ajp(), shape.drain(shape.web())));
        return node(name);
    }

    /** The address at which web nodes reach the app tier. */
    String appTierUrl() {
        return apps.url();
    }

    /**
     * Starts a program that belongs to no tier, for the first time or again. The program ends with the stage.
     *
     * @param port the port on which the program listens when it is ready
     */
    public Node startBeside(String name, int port, Program program) {
        return nodes.startBeside(program, name, program.name(), port);
    }

    /** Adds an app node behind the balancer, and waits until the node gets requests. */
    public Node addApp(String name) {
        return addApp(name, application.war());
    }

    /** Adds an app node with this application. */
    public Node addApp(String name, Path war) {
        return rotation.admit(startApp(name, war, Map.of()));
    }

    /** Adds a web node behind the balancer, and waits until the node gets requests. */
    public Node addWeb(String name) {
        return rotation.admit(startWeb(name, Ports.free()));
    }

    /** Drains and stops a node behind a balancer, and removes it from the balancer. */
    public void retire(String name) {
        Node node = node(name);
        long from = System.nanoTime();
        node.stop(shape.drain().plus(Nodes.grace(node.tier())));
        rotation.forget(node);
        nodes.remove(node);
        steps.done("retired", node.tier(), name, from);
    }

    /** Whether this web or app node gets requests from its balancer. */
    public boolean inRotation(String name) {
        return rotation.holds(node(name));
    }
}
