package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import threetier.command.database.NamespacedMariaDb;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Log;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;
import threetier.command.rehearse.aws.PhysicalNames;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/**
 * The databases: a MariaDB server in each namespace of a database, with TLS. The first of a cluster is its writer. On
 * AWS, the storage replicates, and not the network; here the readers read from the writer's socket.
 */
final class PlayedDatabases {

    private static final int RELAY_PORT = 3307;
    /** In milliseconds. */
    private static final int LIMIT = 120_000;

    private static final int STEP = 200;

    private final EvaluatedStack deployment;
    private final List<Host> hosts;
    private final Path folder;
    private final StageSecrets secrets = StageSecrets.random();

    /**
     * @param deployment evaluated with the ids of resources
     * @param folder for data, logs and configurations
     */
    PlayedDatabases(EvaluatedStack deployment, List<Host> hosts, Path folder) {
        this.deployment = deployment;
        this.hosts = hosts;
        this.folder = Workspace.folder(folder);
    }

    /** The secrets of the administrators, which RDS makes and not the templates: values by ARN. */
    Map<String, String> managed() {
        Map<String, String> values = new TreeMap<>();
        PhysicalNames names = new PhysicalNames();
        for (Resource cluster : deployment.resources("AWS::RDS::DBCluster")) {
            values.put(
                    names.attribute(cluster.id(), cluster.type(), "MasterUserSecret.SecretArn"),
                    Json.of(Map.of("username", cluster.text("MasterUsername"), "password", secrets.admin())));
        }
        return values;
    }

    /**
     * Starts all servers.
     *
     * @param pem the servers' certificate and private key
     */
    void start(Path pem, BiConsumer<String, String> raised) {
        for (Resource cluster : deployment.resources("AWS::RDS::DBCluster")) {
            List<Host> servers = deployment.resources("AWS::RDS::DBInstance").stream()
                    .filter(instance -> instance.text("DBClusterIdentifier").equals(cluster.id()))
                    .flatMap(instance ->
                            hosts.stream().filter(host -> host.resource().equals(instance.id())))
                    .toList();
            List<NamespacedMariaDb> started = new ArrayList<>();
            for (Host host : servers) {
                started.add(start(host, started.size() + 1, cluster.text("MasterUsername"), pem));
            }
            for (int i = 0; i < started.size(); i++) {
                await(started.get(i), servers.get(i));
                if (i > 0) {
                    relay(servers.get(i), started.get(0).socket());
                    started.get(i).follow(RELAY_PORT, secrets);
                }
                raised.accept(
                        servers.get(i).resource(),
                        "MariaDB in " + servers.get(i).name() + (i == 0 ? ", writer" : ", reader"));
            }
        }
    }

    private NamespacedMariaDb start(Host host, int number, String administrator, Path pem) {
        NamespacedMariaDb server =
                new NamespacedMariaDb(folder.resolve(host.name()), Namespaces.FOLDER.resolve(host.name() + ".mariadb"));
        Path temporary = Workspace.folder(folder.resolve(host.name() + ".tmp"));
        server.initialise(temporary, log(host));
        Namespaces.inHost(host.name(), server.server(number, pem, number == 1))
                .with("TMPDIR", temporary)
                .reading(NamespacedMariaDb.accounts(administrator, secrets))
                .start(log(host));
        return server;
    }

    private void await(NamespacedMariaDb server, Host host) {
        for (int waited = 0; !server.answers(); waited += STEP) {
            if (waited > LIMIT) {
                throw new CommandException(host.resource() + ": the database " + host.name()
                        + " does not answer. Its log ends with:\n" + Log.lastLines(List.of(log(host))));
            }
            Pause.millis(STEP);
        }
    }

    private void relay(Host reader, Path writer) {
        PlayedBalancer.run(
                reader.name(), """
                global
                    stats socket %s mode 600 level admin
                defaults
                    mode tcp
                    timeout connect 5s
                    timeout client 1h
                    timeout server 1h
                listen writer
                    bind 127.0.0.1:%d
                    server writer unix@%s
                """.formatted(PlayedBalancer.socket(reader.name()), RELAY_PORT, writer), folder);
    }

    private Path log(Host host) {
        return folder.resolve(host.name() + ".log");
    }
}
