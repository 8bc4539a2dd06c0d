package threetier.command.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.database.DataTier;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** The Payara Micro nodes of a stage. */
final class AppTier {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    /**
     * The log message of a Payara Micro that has started without an application. The server keeps running, but never
     * gets an application.
     */
    private static final Pattern STARTED_WITHOUT_APPLICATION = Pattern.compile("\"Deployed\": \\[\\s*\\]");
    /** Part of the log message of a server that keeps the sessions of an application to itself. */
    private static final String NOT_DISTRIBUTABLE = "for non-distributable app";

    private final Workspace workspace;
    private final Nodes nodes;
    private final Shape shape;
    private final String tier;
    private final Supplier<Map<String, String>> databases;
    private final StageSecrets secrets;
    private final Consumer<String> progress;
    private final Map<String, Integer> ajpPorts = new HashMap<>();
    private final Map<String, Integer> clusterPorts = new TreeMap<>();

    AppTier(
            Workspace workspace,
            Nodes nodes,
            Shape shape,
            DataTier data,
            StageSecrets secrets,
            Consumer<String> progress) {
        this(workspace, nodes, shape, "app", data::environment, secrets, progress);
    }

    /**
     * @param tier the name of the tier
     * @param databases the environment variables with the databases, read at each start of a node
     */
    AppTier(
            Workspace workspace,
            Nodes nodes,
            Shape shape,
            String tier,
            Supplier<Map<String, String>> databases,
            StageSecrets secrets,
            Consumer<String> progress) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.shape = shape;
        this.tier = tier;
        this.databases = databases;
        this.secrets = secrets;
        this.progress = progress;
    }

    /**
     * Starts a node and waits until it is ready. A node that ended earlier is started on its previous port.
     *
     * @param environment additional environment variables
     * @throws CommandException if the node does not become ready, or the server refuses the WAR
     */
    Node start(String name, Path war, Map<String, String> environment) {
        int port = nodes.find(name).map(Node::port).orElseGet(Ports::free);
        if (shape.protocol() == Shape.Protocol.AJP) {
            ajpPorts.computeIfAbsent(name, node -> Ports.free());
        }
        if (shape.sessions() == Sessions.REPLICATION) {
            clusterPorts.computeIfAbsent(name, node -> Ports.free());
        }
        NodeApplication application = new NodeApplication(workspace, name);
        application.take(war);
        Node node = nodes.start(launcher(name, port, application).with(environment), tier, name, "payara-micro", port);
        Path log = workspace.log(name);
        node.awaitReady(START_LIMIT, List.of(log), () -> {
            String logged = Log.text(log, 0);
            if (STARTED_WITHOUT_APPLICATION.matcher(logged).find()) {
                throw new CommandException(Refusal.in(logged)
                        .map(refusal -> refusal.of(war, log))
                        .orElseGet(
                                () -> name + " started, but the application could not be deployed. Its log ends with:\n"
                                        + Log.lastLines(List.of(log))));
            }
            return Readiness.of(node);
        });
        if (shape.sessions() == Sessions.REPLICATION && Log.text(log, 0).contains(NOT_DISTRIBUTABLE)) {
            progress.accept("warning: " + name + " does not replicate sessions, because the application is not"
                    + " distributable. ./three-tier inspect says what it lacks.");
        }
        return node;
    }

    /** The address at which web nodes reach the app tier. */
    String url() {
        return shape.protocol().scheme() + "://127.0.0.1:" + portForRequests(nodes.entrance(tier));
    }

    /** The port at which a node takes requests. Health checks use the port {@link Node#port()}. */
    int portForRequests(Node node) {
        return ajpPorts.getOrDefault(node.name(), node.port());
    }

    private Program launcher(String name, int port, NodeApplication application) {
        return new Program(workspace.project().resolve("payara/launch").toString())
                .with(databases.get())
                .with(shape.environment())
                .with("APP_ADDRESS", "127.0.0.1")
                .with("APP_PORT", port)
                .with("APP_HEAP", shape.heap())
                .with("APP_IMAGE", ServerImage.of(workspace, progress))
                .with("APP_WAR", application.folder())
                .with("APP_RUN_DIR", workspace.work(name))
                .with("APP_RELOAD", true)
                .with("APP_START_LIMIT", START_LIMIT.toSeconds())
                .with("NODE_NAME", name)
                .with("APP_DRAIN", shape.drain(shape.app()).toSeconds())
                .with("AJP_PORT", ajpPorts.containsKey(name) ? ajpPorts.get(name) : "")
                .with("AJP_SECRET", secrets.ajp())
                .with("CLUSTER_MEMBERS", members(name))
                .with("CLUSTER_PORT", clusterPorts.getOrDefault(name, 0));
    }

    /** The addresses of the nodes that exist, and of the node that starts. Empty without replication. */
    private String members(String starting) {
        return clusterPorts.entrySet().stream()
                .filter(member -> member.getKey().equals(starting)
                        || nodes.find(member.getKey()).isPresent())
                .map(member -> "127.0.0.1:" + member.getValue())
                .collect(Collectors.joining(","));
    }
}
