package threetier.command.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threetier.command.http.HttpConnection;
import threetier.command.process.Account;
import threetier.command.process.Log;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/** The httpd nodes of a stage. */
public final class WebTier {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String STATUS_PORT = "status-port";

    private final Workspace workspace;
    private final Nodes nodes;
    private final Map<String, String> environment;

    public WebTier(Workspace workspace, Nodes nodes) {
        this(workspace, nodes, Map.of());
    }

    /** @param environment additional variables of the nodes */
    public WebTier(Workspace workspace, Nodes nodes, Map<String, String> environment) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.environment = environment;
    }

    /**
     * Starts a node.
     *
     * @param secret the secret of the app tier's AJP listener; empty unless the address is {@code ajp://}
     * @param drain how long the node keeps serving after a request to stop
     */
    public Node start(String name, int port, String appTierUrl, String secret, Duration drain) {
        return start("web", name, port, appTierUrl, secret, drain);
    }

    /** Starts a node of a tier with this name. */
    Node start(String tier, String name, int port, String appTierUrl, String secret, Duration drain) {
        Tools.httpd();
        Path home = readable(name);
        logs(workspace, name).forEach(Log::setAside);
        Program launcher = new Program(home.resolve("launch").toString())
                .with(environment)
                .with("WEB_ADDRESS", "127.0.0.1")
                .with("WEB_PORT", port)
                .with("WEB_STATUS_PORT", statusPort(name))
                .with("WEB_HOME", home)
                .with("WEB_RUN_DIR", Account.isRoot() ? Workspace.folder(home.resolve("run")) : workspace.work(name))
                .with("WEB_LOG_DIR", folder(workspace, name))
                .with("APP_TIER_URL", appTierUrl)
                .with("AJP_SECRET", secret)
                .with("NODE_NAME", name)
                .with("WEB_DRAIN", drain.toSeconds());
        Node node = nodes.start(launcher, tier, name, "httpd", port);
        node.awaitReady(START_LIMIT, logs(workspace, name), () -> HttpConnection.ok(node.url() + "/web-health"));
        return node;
    }

    /**
     * Chooses the port of the state of httpd's threads, and records it for {@link #statusUrl}. A node that starts again
     * keeps its port.
     */
    private int statusPort(String name) {
        Path record = workspace.work(name).resolve(STATUS_PORT);
        int port = Ports.free();
        try {
            int before = Files.exists(record) ? Integer.parseInt(Files.readString(record)) : port;
            port = Ports.isFree(before) ? before : port;
            Files.writeString(record, Integer.toString(port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return port;
    }

    /** The address of the state of a node's threads (httpd/status.conf). */
    public static String statusUrl(Workspace workspace, String name) {
        try {
            return "http://127.0.0.1:" + Files.readString(workspace.work(name).resolve(STATUS_PORT))
                    + "/server-status?auto";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The logs of a node: startup output, errors, requests. */
    public static List<Path> logs(Workspace workspace, String name) {
        return List.of(workspace.log(name), folder(workspace, name).resolve("error.log"), accessLog(workspace, name));
    }

    public static Path accessLog(Workspace workspace, String name) {
        return folder(workspace, name).resolve("access.log");
    }

    /** Deletes the files outside the workspace. No node is allowed to run at this time. */
    public static void clear(Workspace workspace) {
        Workspace.delete(copies(workspace));
    }

    private static Path copies(Workspace workspace) {
        return Path.of("/run/three-tier", Integer.toHexString(workspace.home().hashCode()));
    }

    private static Path folder(Workspace workspace, String name) {
        return Workspace.folder(workspace.log(name).resolveSibling(name));
    }

    /**
     * The folder of a configuration that the child processes of httpd can read. If root starts httpd, its children run
     * as another user. That user cannot enter a clone in a private folder, so root makes a copy that every user can
     * read. The copy contains no secrets.
     */
    private Path readable(String name) {
        Path original = workspace.project().resolve("httpd");
        if (!Account.isRoot()) {
            return original;
        }
        Path copy = copies(workspace).resolve(name);
        Workspace.delete(copy);
        Workspace.folder(copy.getParent());
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(original.relativize(file));
                Files.copy(file, target);
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return copy;
    }
}
