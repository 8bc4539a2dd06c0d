package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    private final Map<Host, Process> running = new LinkedHashMap<>();
    private String administrator;
    private Path certificate;
    private Host writer;

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
        certificate = pem;
        for (Resource cluster : deployment.resources("AWS::RDS::DBCluster")) {
            List<Host> members = deployment.resources("AWS::RDS::DBInstance").stream()
                    .filter(instance -> instance.text("DBClusterIdentifier").equals(cluster.id()))
                    .flatMap(instance ->
                            hosts.stream().filter(host -> host.resource().equals(instance.id())))
                    .toList();
            administrator = cluster.text("MasterUsername");
            members.forEach(host -> running.put(host, start(host, members.indexOf(host) + 1, host == members.get(0))));
            for (Host host : members) {
                await(server(host), host);
                if (host == members.get(0)) {
                    writer = host;
                } else {
                    follow(host);
                }
                raised.accept(
                        host.resource(), "MariaDB in " + host.name() + (host == writer ? ", writer" : ", reader"));
            }
        }
    }

    /** The host of the writer. */
    Host writer() {
        return writer;
    }

    /** From now on, the writer acknowledges only what a reader has too, as the common storage of Aurora ensures. */
    void confirm() {
        readers().forEach(reader -> server(reader).confirm(false));
        server(writer).confirm(true);
    }

    /** The process of the writer ends at once. */
    void killWriter() {
        running.get(writer).destroyForcibly();
    }

    /** Makes a reader the writer. */
    void failOver() {
        Host next = readers().get(0);
        server(next).promote();
        writer = next;
    }

    /** Starts a server that has ended as a reader. It gets all data again, because it has none of Aurora's storage. */
    void rejoin(Host host) {
        Workspace.delete(folder.resolve(host.name()));
        running.put(host, start(host, running.size() + 1, false));
        await(server(host), host);
        follow(host);
    }

    private List<Host> readers() {
        return running.keySet().stream().filter(host -> host != writer).toList();
    }

    private Process start(Host host, int number, boolean isWriter) {
        NamespacedMariaDb server = server(host);
        Path temporary = Workspace.folder(folder.resolve(host.name() + ".tmp"));
        server.initialise(temporary, log(host));
        return Namespaces.inHost(host.name(), server.server(number, certificate, isWriter))
                .with("TMPDIR", temporary)
                .reading(NamespacedMariaDb.accounts(administrator, secrets))
                .start(log(host));
    }

    private NamespacedMariaDb server(Host host) {
        return new NamespacedMariaDb(folder.resolve(host.name()), Namespaces.FOLDER.resolve(host.name() + ".mariadb"));
    }

    private void follow(Host host) {
        relay(host, server(writer).socket());
        server(host).follow(RELAY_PORT, secrets);
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
