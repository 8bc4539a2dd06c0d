package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import threetier.command.database.ApplicationSchema;
import threetier.command.database.DataTier;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Build;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;

/**
 * A full Payara Server as the app tier of a stage, operated only with {@code payara/asadmin}. Each command runs to its
 * end, and throws a {@link CommandException} with asadmin's output if it fails.
 */
public final class PayaraServer implements AutoCloseable {

    /** The folder into which Maven unpacks the server for the long tests. */
    private static final String HOME = "payara-server/payara" + Build.line();

    private static final String NAME = "server-1";

    private final Workspace workspace;
    private final Nodes nodes;
    private final DataTier data;
    private final int port = Ports.free();
    private final int adminPort = Ports.free();

    private PayaraServer(Workspace workspace) {
        this.workspace = workspace;
        nodes = new Nodes(workspace);
        data = new DataTier(
                workspace,
                nodes,
                TestDatabase.chosen(),
                ApplicationSchema.THREE_TIER,
                StageSecrets.random(),
                Ports.free(),
                Ports.free());
    }

    /**
     * Starts the databases, the server with both connection pools but without an application, and httpd.
     *
     * @param progress receives each step
     * @throws CommandException if a part does not start; nothing is left running then
     */
    public static PayaraServer start(Workspace workspace, Consumer<String> progress) {
        PayaraServer server = new PayaraServer(workspace);
        Steps steps = new Steps(progress);
        try {
            server.data.raise(steps);
            steps.ready("app", NAME + " (Payara Server)", server::start);
            new WebTier(workspace, server.nodes).start("web-1", Ports.free(), server.appUrl(), "", Duration.ZERO);
            return server;
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    private void start() {
        run(
                "Payara Server did not start.",
                command("start")
                        .with("POOL_JAR", workspace.target("three-tier-pool.jar"))
                        .with(data.environment())
                        .with("APP_ADDRESS", "127.0.0.1")
                        .with("APP_PORT", port)
                        .with("NODE_NAME", NAME));
        nodes.add(started());
    }

    /** The address of the site, through httpd. */
    public String url() {
        return nodes.entrance("web").url();
    }

    /** The address of the server, without the web tier. */
    public String appUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** The databases. */
    public DataTier data() {
        return data;
    }

    /** Listening sockets of the three tiers that are not on the loopback address. */
    public List<String> socketsOpenToOthers() {
        return Inside.socketsOpenToOthers(nodes, data);
    }

    @Override
    public void close() {
        nodes.stopAll(System.out::println);
        data.close();
    }

    public void deploy(Path war) {
        run(war + " could not be deployed.", command("deploy", war.toString()));
    }

    /** Replaces the deployed application. */
    public void redeploy(Path war) {
        run(war + " could not be redeployed.", command("redeploy", war.toString()));
    }

    public void undeploy() {
        run("The application could not be undeployed.", command("undeploy"));
    }

    public void stop() {
        run("Payara Server could not be stopped.", command("stop"));
    }

    public Node node() {
        return nodes.get(NAME);
    }

    /** The domain folder, with all files that the server has written. */
    public Path domain() {
        return workspace.work(NAME).resolve("three-tier");
    }

    /** The expected listening sockets for the application and asadmin, as {@code address:port}. */
    public List<String> expectedSockets() {
        return List.of("127.0.0.1:" + port, "127.0.0.1:" + adminPort);
    }

    private void run(String problem, Program command) {
        command.run(workspace.log("asadmin"), problem);
    }

    private Program command(String name, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(workspace.project().resolve("payara/asadmin").toString(), name));
        command.addAll(List.of(arguments));
        return new Program(command)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("PAYARA_HOME", workspace.target(HOME))
                .with("APP_RUN_DIR", workspace.work(NAME))
                .with("ADMIN_PORT", adminPort);
    }

    /** The server's process. start-domain starts it and records its pid, so it is not a child of this process. */
    private Node started() {
        try {
            long pid = Long.parseLong(
                    Files.readString(domain().resolve("config/pid")).trim());
            return Node.of("app", NAME, "payara-server", port, pid);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
