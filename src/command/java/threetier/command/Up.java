package threetier.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.edge.Edge;
import threetier.command.error.CommandException;
import threetier.command.inspect.Inspection;
import threetier.command.observe.Observation;
import threetier.command.process.Build;
import threetier.command.process.Lock;
import threetier.command.process.Log;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.command.stage.Application;
import threetier.command.stage.SecondApplication;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.command.standby.LocalRegions;
import threetier.command.standby.StageSite;
import threetier.command.standby.TrafficValues;

/** Starts all three tiers on this machine. */
@Command(name = "up", description = "start all three tiers; Ctrl-C stops them, or \"down\" after -d; data is kept")
final class Up implements Callable<Integer> {

    private static final Consumer<String> PRINT = System.out::println;
    private final Workspace workspace = Workspace.ofProject();
    private final Nodes nodes = new Nodes(workspace);

    @Mixin
    private TierOptions tiers;

    @Option(
            names = {"-d", "--detach"},
            order = 1,
            description = "run in the background; return as soon as the site is ready")
    private boolean detached;

    @Option(names = "--war", order = 6, paramLabel = "FILE", description = "run this application instead")
    private String war;

    @Option(
            names = "--migrations",
            order = 7,
            paramLabel = "FOLDER",
            description = "its tables as Flyway migrations: V1__first.sql and so on; none without this option")
    private String migrations;

    @Option(
            names = "--force",
            order = 8,
            description = "start the WAR even if \"inspect\" finds something that cannot work")
    private boolean force;

    @Option(
            names = "--observe",
            order = 9,
            arity = "0..1",
            fallbackValue = "9090",
            paramLabel = "PORT",
            description = "also start Prometheus and a page that draws its numbers, on this port (${FALLBACK-VALUE})")
    private void observe(String typed) {
        observe = WholeNumberConverter.of("--observe", typed, 1, 65_535);
    }

    @Option(
            names = "--latency",
            order = 11,
            paramLabel = "MS",
            defaultValue = "80",
            description = "milliseconds that a change is on its way to the second region (${DEFAULT-VALUE})")
    private int latency;

    private Integer observe;
    private Integer edge;
    private int apps;
    private int regions;

    @Option(
            names = "--edge",
            order = 10,
            arity = "0..1",
            fallbackValue = "8443",
            paramLabel = "PORT",
            description = "also start an edge with HTTPS, as cloudformation/edge.yaml describes it, on this port"
                    + " (${FALLBACK-VALUE}); the next port redirects to it")
    private void edge(String typed) {
        edge = WholeNumberConverter.of("--edge", typed, 1, 65_534);
    }

    @Option(
            names = "--apps",
            order = 8,
            paramLabel = "N",
            defaultValue = "1",
            description = "2: also a second application, with nodes and a database of its own, at http://"
                    + SecondApplication.HOST + " and " + SecondApplication.PATH + " (${DEFAULT-VALUE})")
    private void apps(String typed) {
        apps = WholeNumberConverter.of("--apps", typed, 1, 2);
    }

    @Option(
            names = "--regions",
            order = 10,
            paramLabel = "N",
            defaultValue = "1",
            description = "2 adds a second region that follows the first, for ./three-tier failover (${DEFAULT-VALUE})")
    private void regions(String typed) {
        regions = WholeNumberConverter.of("--regions", typed, 1, 2);
    }

    /** @return 0 when the site is ready in the background, or when another command has stopped it */
    @Override
    public Integer call() {
        Application application = application();
        Shape shape = tiers.shape(application);
        StageSite.require(workspace, regions, shape);
        if (regions == 2 && (apps == 2 || edge != null)) {
            throw new CommandException("--regions 2 goes with neither --apps 2 nor --edge.");
        }
        String settings = shape + ", applications " + apps + ", regions " + regions + ", Payara "
                + Build.fact("payara.version")
                + (observe == null ? "" : ", observation on port " + observe)
                + (edge == null ? "" : ", edge on port " + edge);
        if (Lock.exclusively(workspace, this::raised)) {
            return running(settings);
        }
        if (application != null) {
            Inspection.of(application.war(), tiers.appNodes(workspace.project()))
                    .report(force, System.out::println);
        }
        if (observe != null) {
            Observation.require();
        }
        Edge front = edge == null ? null : new Edge(workspace, nodes, Edge.templates(workspace));
        Thread stop = StageSite.stopNowAndAtEnd(workspace, PRINT);
        if (edge != null) {
            Edge.require(edge, edge + 1);
        }
        if (observe != null) {
            Ports.require(observe, "--observe");
        }
        long start = System.nanoTime();
        String url = started(shape);
        if (observe != null) {
            PRINT.accept("observation: " + new Observation(workspace, nodes).start(observe) + Observation.PAGE);
        }
        if (edge != null) {
            PRINT.accept(front.startAt(edge));
        }
        nodes.settled(settings);
        System.out.printf("three-tier is ready after %.1f s: %s%n", (System.nanoTime() - start) / 1e9, url);
        if (apps == 2) {
            String own = url.replaceFirst("127\\.0\\.0\\.1", SecondApplication.HOST);
            System.out.printf("second application: %s, and %s%s/%n", own, url, SecondApplication.PATH);
        }
        if (detached) {
            Runtime.getRuntime().removeShutdownHook(stop);
            return 0;
        }
        System.out.println("Ctrl-C stops it.");
        return watch(stop);
    }

    /** Starts what the options ask for; returns the address of the site. */
    private String started(Shape shape) {
        if (regions == 2) {
            return LocalRegions.start(workspace, shape, Duration.ofMillis(latency), TrafficValues.of(workspace), PRINT)
                    .url();
        }
        return (apps == 1 ? Stage.start(workspace, shape, PRINT) : Stage.startTwo(workspace, shape, PRINT)).url();
    }

    /** Whether an earlier command has started all nodes and all of these nodes still run. */
    private boolean raised() {
        List<Node> all = nodes.all();
        return nodes.settings() != null && !all.isEmpty() && all.stream().allMatch(Node::alive);
    }

    private int running(String settings) {
        String url = StageSite.entrance(workspace).url();
        if (!settings.equals(nodes.settings())) {
            throw new CommandException("three-tier is running already, at " + url
                    + ", with other settings. Stop it first: ./three-tier down");
        }
        System.out.println("three-tier is running: " + url);
        return 0;
    }

    /**
     * Waits until Ctrl-C, until a node ends by itself, or until another command has stopped the nodes. In the last case
     * this method removes the shutdown hook. Otherwise the hook would stop nodes that the other command has started.
     */
    private int watch(Thread stop) {
        // A failover is tried by killing nodes of a region, so only what is in front of two regions is watched
        List<Node> own = regions == 2 ? List.of(StageSite.entrance(workspace)) : nodes.all();
        while (own.stream().allMatch(Node::alive)) {
            Pause.millis(500);
        }
        Node ended = own.stream().filter(node -> !node.alive()).findFirst().orElseThrow();
        // A command that stops a node then removes the node from the list
        Pause.millis(500);
        if (!nodes.all().contains(ended)) {
            Runtime.getRuntime().removeShutdownHook(stop);
            System.out.println("Another command stopped it.");
            return 0;
        }
        throw new CommandException(
                ended.name() + " ended. Its log ends with:\n" + Log.lastLines(List.of(workspace.log(ended.name()))));
    }

    /** The application of {@code --war}, or null. */
    private Application application() {
        if (war == null && migrations == null) {
            return null;
        }
        if (war == null) {
            throw new CommandException("--migrations FOLDER needs --war FILE: the application that uses the tables.");
        }
        return Application.of(
                Workspace.typed(war), migrations == null ? workspace.noMigrations() : Workspace.typed(migrations));
    }
}
