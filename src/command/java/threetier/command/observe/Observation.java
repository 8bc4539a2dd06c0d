package threetier.command.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.process.Account;
import threetier.command.process.Executables;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** Prometheus, which watches a running stage, and the programs from which it gets numbers. They end with the stage. */
public final class Observation {

    /** The name of the node that collects the numbers, and of its program. */
    public static final String PROMETHEUS = "prometheus";

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    /** The path of the page that draws the numbers. */
    public static final String PAGE = "/user/";

    private final Workspace workspace;
    private final Monitors monitors;
    private final Path settings;
    private final Path folder;

    public Observation(Workspace workspace, Nodes nodes) {
        this.workspace = workspace;
        settings = workspace.project().resolve("observe");
        folder = workspace.work(PROMETHEUS);
        monitors = new Monitors(workspace, nodes, settings);
    }

    /**
     * Checks that the programs are installed. They are not installed automatically, because their packages also start
     * services of the system.
     *
     * @throws CommandException with the command that installs them
     */
    public static void require() {
        List<String> programs = List.of(PROMETHEUS, Monitors.MTAIL, Monitors.STATUS);
        if (programs.stream().anyMatch(program -> Executables.find(program).isEmpty())) {
            throw new CommandException("Prometheus and two exporters are missing. Install them with:\n  "
                    + (Account.isRoot() ? "" : "sudo ")
                    + "apt-get install -y --no-install-recommends " + String.join(" ", programs));
        }
    }

    /**
     * Starts the programs for all nodes of the stage.
     *
     * @param port the port of Prometheus and of the page; 0 for any free port
     * @return the address of Prometheus, without a trailing slash
     * @throws CommandException if a program does not start
     */
    public String start(int port) {
        try {
            Files.writeString(folder.resolve("prometheus.yaml"), setting("prometheus.yaml"));
            Files.writeString(folder.resolve("rules.yaml"), setting("rules.yaml"));
            Files.writeString(folder.resolve("alerts.yaml"), TimeScale.STAGE.of(setting("alerts.yaml")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            follow();
            return prometheus(port == 0 ? Ports.free() : port).url();
        } catch (RuntimeException failure) {
            stop();
            throw failure;
        }
    }

    /**
     * Tells Prometheus which nodes there are now.
     *
     * @param leaving names of nodes that are about to end, which is no fault
     */
    public void follow(String... leaving) {
        new ScrapeTargets(folder, monitors).write(List.of(leaving));
    }

    /** Stops the programs. */
    public void stop() {
        monitors.stop();
    }

    /** Deletes the numbers so far. */
    public void forget() {
        Workspace.delete(workspace.data(PROMETHEUS));
    }

    private Node prometheus(int port) {
        Ports.require(port, "--observe");
        Program program = new Program(
                Monitors.path(PROMETHEUS),
                "--config.file=" + folder.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + workspace.data(PROMETHEUS),
                "--storage.tsdb.retention.time=7d",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.user-assets=" + settings.resolve("page"),
                // Without this option, any site that a browser visits may read the numbers
                "--web.cors.origin=http://127\\.0\\.0\\.1:" + port);
        Node prometheus = monitors.start(program, PROMETHEUS, port);
        // It answers requests of the page only when it has read its numbers and its configuration
        prometheus.awaitReady(
                START_LIMIT,
                List.of(workspace.log(PROMETHEUS)),
                () -> HttpConnection.ok(prometheus.url() + "/-/ready"));
        return prometheus;
    }

    private String setting(String name) throws IOException {
        return Files.readString(settings.resolve(name));
    }
}
