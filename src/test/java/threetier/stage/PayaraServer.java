package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A full Payara Server as the app tier of a stage, used through {@code payara/asadmin} alone. Every command runs to its end and throws
 * a {@link StageException} with what asadmin said when it fails.
 */
public final class PayaraServer {

    /** Where Maven unpacks it, when it is asked for the long tests. */
    private static final String HOME = "payara-server/payara6";
    private static final String NAME = "server-1";

    private final Workspace workspace;
    private final Nodes nodes;
    private final DataTier data;
    private final Secrets secrets;
    private final int port = Ports.free();
    private final int adminPort = Ports.free();

    PayaraServer(Workspace workspace, Nodes nodes, DataTier data, Secrets secrets) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.data = data;
        this.secrets = secrets;
    }

    /** Starts it with both connection pools, without an application. */
    Node start() {
        command("start")
                .with("POOL_JAR", workspace.target("three-tier-pool.jar"))
                .with("WRITER_URL", data.url(DataTier.WRITER)).with("READER_URL", data.url(DataTier.READER))
                .with("WRITER_USER", DataTier.WRITER_USER).with("WRITER_PASSWORD", secrets.writer())
                .with("READER_USER", DataTier.READER_USER).with("READER_PASSWORD", secrets.reader())
                .with("APP_ADDRESS", "127.0.0.1").with("APP_PORT", port).with("NODE_NAME", NAME)
                .run("Payara Server did not start.");
        Node node = started();
        nodes.add(node);
        return node;
    }

    public void deploy(Path war) {
        command("deploy", war.toString()).run(war + " could not be deployed.");
    }

    /** Replaces the deployed application. */
    public void redeploy(Path war) {
        command("redeploy", war.toString()).run(war + " could not be redeployed.");
    }

    public void undeploy() {
        command("undeploy").run("The application could not be undeployed.");
    }

    public void stop() {
        command("stop").run("Payara Server could not be stopped.");
    }

    public Node node() {
        return nodes.find(NAME).orElseThrow(() -> new StageException("Payara Server was not started."));
    }

    /** Its domain: all that the server wrote while it was configured and ran. */
    public Path domain() {
        return workspace.work(NAME).resolve("three-tier");
    }

    /** Where it should listen, as {@code address:port}: for the application and for asadmin. */
    public List<String> expectedSockets() {
        return List.of("127.0.0.1:" + port, "127.0.0.1:" + adminPort);
    }

    private Command command(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(workspace.project().resolve("payara/asadmin").toString(), name));
        command.addAll(List.of(arguments));
        return new Command(workspace.log("asadmin-" + name), command)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("PAYARA_HOME", workspace.target(HOME)).with("APP_RUN_DIR", workspace.work(NAME)).with("ADMIN_PORT", adminPort);
    }

    /** The server is no child of this process: start-domain leaves it running and notes its pid. */
    private Node started() {
        try {
            long pid = Long.parseLong(Files.readString(domain().resolve("config/pid")).trim());
            return Node.of("app", NAME, "payara-server", port, pid);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
