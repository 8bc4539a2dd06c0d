package threetier.stage;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** MySQL in containers, which end with the tests, data included. Reached as in production: over TLS, its authority verified. */
final class MySqlContainers implements Engine {

    private static final int PORT = 3306;
    private static final String ADMIN = "root";
    private static final String REPLICATION = "replication";
    /** A trust store holds public certificates only; its format wants a password all the same. */
    private static final String TRUST_STORE_PASSWORD = "public";

    private final Workspace workspace;
    private final Secrets secrets;
    private final Network network;
    private final Map<String, MySQLContainer> servers = new ConcurrentHashMap<>();

    MySqlContainers(Workspace workspace, Secrets secrets) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new StageException("MySQL needs a container engine, and none answers. ./three-tier test --all starts one.");
        }
        this.workspace = workspace;
        this.secrets = secrets;
        network = Network.newNetwork();
    }

    @Override
    public String title() {
        return "MySQL";
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
        trust(node, server);
    }

    private MySQLContainer server(String node, int port, int serverId) {
        DockerImageName image = DockerImageName.parse(System.getProperty("mysql.image", "mysql:8.4")).asCompatibleSubstituteFor("mysql");
        Path log = workspace.log(node);
        // Without --super-read-only for the reader: the official image creates its accounts with these options and would be refused
        return new MySQLContainer(image).withNetwork(network).withNetworkAliases(node)
                .withDatabaseName(DataTier.DATABASE).withUsername(ADMIN).withPassword(secrets.admin())
                .withCommand("--server-id=" + serverId, "--log-bin=binlog", "--gtid-mode=ON", "--enforce-gtid-consistency=ON",
                        "--default-time-zone=+00:00", "--innodb-flush-log-at-trx-commit=1", "--sync-binlog=1",
                        "--innodb-buffer-pool-size=256M", "--max-connections=500")
                // Testcontainers itself would publish it on every address of this machine, and on a port of the engine's choice
                .withCreateContainerCmdModifier(create -> create.getHostConfig().withPortBindings(
                        new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(PORT))))
                .withLogConsumer(line -> append(log, line));
    }

    /**
     * Neither store of the system, which is Payara's own inside Payara: with its key store the driver would present a certificate that
     * MySQL refuses.
     */
    @Override
    public String parameters(String node) {
        return "?sslMode=VERIFY_CA&fallbackToSystemTrustStore=false&fallbackToSystemKeyStore=false&trustCertificateKeyStoreType=PKCS12"
                + "&trustCertificateKeyStorePassword=" + TRUST_STORE_PASSWORD + "&trustCertificateKeyStoreUrl=" + trustStore(node).toUri();
    }

    /** The official image logs how it was set up: a reader would repeat it and stop, so the log begins anew. */
    @Override
    public List<String> leading() {
        return List.of("RESET BINARY LOGS AND GTIDS",
                "CREATE USER " + REPLICATION + " IDENTIFIED BY '" + secrets.replication() + "' REQUIRE SSL",
                "GRANT REPLICATION SLAVE ON *.* TO " + REPLICATION);
    }

    @Override
    public List<String> following(int writerPort) {
        return List.of("RESET BINARY LOGS AND GTIDS",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '" + DataTier.WRITER + "', SOURCE_USER = '" + REPLICATION
                        + "', SOURCE_PASSWORD = '" + secrets.replication() + "', SOURCE_AUTO_POSITION = 1, "
                        + "SOURCE_SSL = 1, SOURCE_CONNECT_RETRY = 1",
                "START REPLICA",
                "SET GLOBAL super_read_only = 1");
    }

    @Override
    public String position() {
        return "SELECT @@GLOBAL.gtid_executed";
    }

    @Override
    public String awaiting(String position, long seconds) {
        return "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + position + "', " + seconds + ")";
    }

    @Override
    public String filling(String table, int rows) {
        return "INSERT /*+ SET_VAR(cte_max_recursion_depth = " + rows + ") */ INTO " + table + " (saved_at) "
                + "WITH RECURSIVE seconds (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM seconds WHERE seq < " + rows + ") "
                + "SELECT TIMESTAMP'2022-11-06 03:01:47.123456' + INTERVAL seq SECOND FROM seconds";
    }

    @Override
    public List<String> listening() {
        return servers.values().stream()
                .flatMap(server -> server.getContainerInfo().getNetworkSettings().getPorts().getBindings().values().stream())
                .flatMap(bindings -> bindings == null ? Stream.empty() : Stream.of(bindings))
                .map(binding -> binding.getHostIp() + ":" + binding.getHostPortSpec()).toList();
    }

    @Override
    public void close() {
        servers.values().forEach(MySQLContainer::stop);
        servers.clear();
        network.close();
    }

    private Path trustStore(String node) {
        return workspace.work(node).resolve("authority.p12");
    }

    /** Each server makes an authority of its own when it is set up. */
    private void trust(String node, MySQLContainer server) {
        try (OutputStream file = Files.newOutputStream(trustStore(node))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", server.copyFileFromContainer("/var/lib/mysql/ca.pem",
                    (InputStream pem) -> CertificateFactory.getInstance("X.509").generateCertificate(pem)));
            store.store(file, TRUST_STORE_PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException failure) {
            throw new StageException("The authority of the " + node + " cannot be kept: " + failure.getMessage(), failure);
        }
    }

    private static void append(Path log, OutputFrame line) {
        try {
            Files.writeString(log, line.getUtf8String(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
