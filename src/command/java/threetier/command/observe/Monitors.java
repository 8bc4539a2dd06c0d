package threetier.command.observe;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import threetier.command.process.Executables;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;

/** The programs beside the stage that watch it. Two for each web node turn its log and its state into metrics. */
final class Monitors {

    static final String MTAIL = "mtail";
    static final String STATUS = "prometheus-apache-exporter";

    private static final String ROLE = "monitoring";

    private final Workspace workspace;
    private final Nodes nodes;
    private final Path settings;

    /** @param settings the folder {@code observe} of the project */
    Monitors(Workspace workspace, Nodes nodes, Path settings) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.settings = settings;
    }

    /** The web or app nodes that are watched. */
    List<Node> watched(String tier) {
        return nodes.servers(tier);
    }

    /** The port at which the metrics of a web node's log are. */
    int log(Node web) {
        return running(
                "log-of-" + web.name(),
                port -> new Program(
                        path(MTAIL),
                        "-address",
                        "127.0.0.1",
                        "-port",
                        Integer.toString(port),
                        "-progs",
                        settings.resolve("web.mtail").toString(),
                        "-logs",
                        WebTier.accessLog(workspace, web.name()).toString(),
                        "-logtostderr"));
    }

    /** The port at which the metrics of a web node's threads are. */
    int status(Node web) {
        return running(
                "status-of-" + web.name(),
                port -> new Program(
                        path(STATUS),
                        "--telemetry.address",
                        "127.0.0.1:" + port,
                        "--scrape_uri",
                        WebTier.statusUrl(workspace, web.name())));
    }

    private int running(String name, IntFunction<Program> program) {
        return nodes.find(name).filter(Node::alive).map(Node::port).orElseGet(() -> {
            int port = Ports.free();
            return start(program.apply(port), name, port).port();
        });
    }

    /** Starts a program and waits until it listens on this port. */
    Node start(Program program, String name, int port) {
        return nodes.startBeside(program, name, ROLE, port);
    }

    /** Ends all programs at once, because none of them has anything to finish. */
    void stop() {
        for (Node node : nodes.tier(Nodes.BESIDE)) {
            if (node.role().equals(ROLE)) {
                node.kill();
                nodes.remove(node);
            }
        }
    }

    static String path(String program) {
        return Executables.find(program).orElseThrow().toString();
    }
}
