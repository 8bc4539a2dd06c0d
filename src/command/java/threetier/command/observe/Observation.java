package threetier.command.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Account;
import threetier.command.process.Executables;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;

/** The programs that watch a running stage. They end with the stage. */
public final class Observation {

    /** The name of the node that collects the numbers, and of its program. */
    public static final String PROMETHEUS = "prometheus";

    private static final String MTAIL = "mtail";
    private static final String STATUS = "prometheus-apache-exporter";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final Nodes nodes;
    private final Path settings;

    public Observation(Workspace workspace, Nodes nodes) {
        this.workspace = workspace;
        this.nodes = nodes;
        settings = workspace.project().resolve("observe");
    }

    /**
     * Checks that the programs are installed. They are not installed automatically, because their packages also start
     * services of the system.
     *
     * @throws CommandException with the command that installs them
     */
    public static void require() {
        if (List.of(PROMETHEUS, MTAIL, STATUS).stream()
                .anyMatch(program -> Executables.find(program).isEmpty())) {
            throw new CommandException("Observation needs Prometheus and two exporters. Install them with:\n  "
                    + (Account.isRoot() ? "" : "sudo ")
                    + "apt-get install -y --no-install-recommends " + String.join(" ", PROMETHEUS, MTAIL, STATUS));
        }
    }

    /**
     * Starts the programs for all nodes of the stage.
     *
     * @param port the port of Prometheus and of the page; 0 for any free port
     * @return the address of the page
     * @throws CommandException if a program does not start
     */
    public String start(int port) {
        require();
        List<Target> log = new ArrayList<>();
        List<Target> status = new ArrayList<>();
        for (Node web : nodes.servers("web")) {
            log.add(new Target("web", web.name(), readLog(web)));
            status.add(new Target("web", web.name(), readStatus(web)));
        }
        Path folder = workspace.work(PROMETHEUS);
        write(
                folder,
                "app",
                nodes.servers("app").stream()
                        .map(node -> new Target("app", node.name(), node.port()))
                        .toList());
        write(folder, "web-log", log);
        write(folder, "web-status", status);
        copy("prometheus.yaml", folder);
        copy("rules.yaml", folder);
        return prometheus(folder, port == 0 ? Ports.free() : port).url() + "/user/";
    }

    private int readLog(Node web) {
        int port = Ports.free();
        Program mtail = new Program(
                path(MTAIL),
                "-address",
                "127.0.0.1",
                "-port",
                Integer.toString(port),
                "-progs",
                settings.resolve("web.mtail").toString(),
                "-logs",
                WebTier.accessLog(workspace, web.name()).toString(),
                "-logtostderr");
        started(mtail, "log-of-" + web.name(), port);
        return port;
    }

    private int readStatus(Node web) {
        int port = Ports.free();
        Program exporter = new Program(
                path(STATUS),
                "--telemetry.address",
                "127.0.0.1:" + port,
                "--scrape_uri",
                WebTier.statusUrl(workspace, web.name()));
        started(exporter, "status-of-" + web.name(), port);
        return port;
    }

    private Node prometheus(Path folder, int port) {
        Ports.require(port);
        Program program = new Program(
                path(PROMETHEUS),
                "--config.file=" + folder.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + workspace.data(PROMETHEUS),
                "--storage.tsdb.retention.time=7d",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.user-assets=" + settings.resolve("page"),
                // Without this option, any site that a browser visits may read the numbers
                "--web.cors.origin=http://127\\.0\\.0\\.1:" + port);
        return started(program, PROMETHEUS, port);
    }

    private Node started(Program program, String name, int port) {
        Node node = nodes.start(program, Nodes.BESIDE, name, "monitoring", port);
        node.awaitReady(LIMIT, List.of(workspace.log(name)), () -> !Ports.isFree(port));
        return node;
    }

    private static String path(String program) {
        return Executables.find(program).orElseThrow().toString();
    }

    private void copy(String name, Path folder) {
        try {
            Files.writeString(folder.resolve(name), Files.readString(settings.resolve(name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path folder, String job, List<Target> targets) {
        List<Map<String, Object>> groups = targets.stream().map(Target::asGroup).toList();
        try {
            Files.writeString(folder.resolve(job + ".json"), Json.of(groups) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A source of metrics of one node. */
    private record Target(String tier, String node, int port) {

        Map<String, Object> asGroup() {
            return Map.of("targets", List.of("127.0.0.1:" + port), "labels", Map.of("tier", tier, "node", node));
        }
    }
}
