package threetier.stage;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;
import threetier.command.database.ApplicationSchema;
import threetier.command.database.DataTier;
import threetier.command.database.MySql;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/** MySQL for tests, in containers. The image initialises them, and they end with the tests, including their data. */
final class MySqlContainers extends MySql {

    private static final int PORT = 3306;
    private static final String ADMIN = "root";

    private final Workspace workspace;
    private final StageSecrets secrets;
    private final Network network;
    private final Map<String, MySQLContainer> servers = new ConcurrentHashMap<>();

    MySqlContainers(Workspace workspace, Nodes nodes, StageSecrets secrets) {
        super(workspace, secrets);
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new CommandException(
                    "MySQL needs a container engine, and none answers. ./three-tier test --all starts one.");
        }
        this.workspace = workspace;
        this.secrets = secrets;
        network = Network.newNetwork();
    }

    @Override
    public String admin() {
        return ADMIN;
    }

    @Override
    public void start(String node, int port, int serverId, boolean writer) {
        MySQLContainer server = server(node, port, serverId);
        servers.put(node, server);
        server.start();
        server.copyFileFromContainer("/var/lib/mysql/ca.pem", (InputStream authority) -> {
            trust(node, authority);
            return node;
        });
    }

    private MySQLContainer server(String node, int port, int serverId) {
        DockerImageName image = DockerImageName.parse(System.getProperty("mysql.image", "mysql:8.4"))
                .asCompatibleSubstituteFor("mysql");
        Path log = workspace.log(node);
        return new MySQLContainer(image)
                .withNetwork(network)
                .withNetworkAliases(node)
                .withDatabaseName(ApplicationSchema.THREE_TIER.database())
                .withUsername(ADMIN)
                .withPassword(secrets.admin())
                .withCommand(options(serverId).toArray(String[]::new))
                // By default, Testcontainers publishes a random port on all addresses of this machine
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withPortBindings(
                                new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(PORT))))
                .withLogConsumer(line -> append(log, line));
    }

    /**
     * Resets the binary log. It contains the statements with which the image initialises a server. A reader would
     * repeat these statements, fail, and stop its replication.
     */
    @Override
    public List<String> leading() {
        return List.of(
                "RESET BINARY LOGS AND GTIDS",
                "CREATE USER " + REPLICATION + " IDENTIFIED BY '" + secrets.replication() + "' REQUIRE SSL",
                "GRANT REPLICATION SLAVE ON *.* TO " + REPLICATION);
    }

    @Override
    public List<String> following(int writerPort) {
        return Stream.concat(Stream.of("RESET BINARY LOGS AND GTIDS"), super.following(writerPort).stream())
                .toList();
    }

    @Override
    protected String source(int writerPort) {
        return "SOURCE_HOST = '" + DataTier.WRITER + "'";
    }

    @Override
    public List<String> listening() {
        return servers.values().stream()
                .flatMap(server ->
                        server.getContainerInfo().getNetworkSettings().getPorts().getBindings().values().stream())
                .flatMap(bindings -> bindings == null ? Stream.empty() : Stream.of(bindings))
                .map(binding -> binding.getHostIp() + ":" + binding.getHostPortSpec())
                .toList();
    }

    @Override
    public void close() {
        servers.values().forEach(MySQLContainer::stop);
        servers.clear();
        network.close();
    }

    private static void append(Path log, OutputFrame line) {
        try {
            Files.writeString(log, line.getUtf8String(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
