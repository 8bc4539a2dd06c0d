package threetier.command.standby;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import threetier.command.error.CommandException;
import threetier.command.process.LocalSocket;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/**
 * A stand-in for Route 53 in front of two regions: an HAProxy that sends all requests to the region of the primary
 * record, or to the other one while health checks fail. It takes as long as the last client takes: after a change of
 * the record, the time-to-live; after a failure, the failed checks and the time-to-live.
 */
final class NameService {

    static final String NAME = "names";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** No program listens on this port of the loopback address (tcpmux). */
    private static final int CLOSED_PORT = 1;

    private static final String PRIMARY = "primary";
    private static final String CHANGED = "changed";
    private static final String TIME_TO_LIVE = "time-to-live";

    private final Workspace workspace;

    NameService(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The entry of both regions; empty if there is only one region. */
    static boolean runs(Workspace workspace) {
        return new Nodes(workspace).find(NAME).isPresent();
    }

    /**
     * Starts the service.
     *
     * @param ports the port of the site of each region
     */
    Node start(int port, Map<String, Integer> ports, String primary, TrafficValues values) {
        StringBuilder backends = new StringBuilder();
        for (String first : ports.keySet()) {
            backends.append("backend ")
                    .append(first)
                    .append("\n    option httpchk GET ")
                    .append(values.path());
            backends.append("\n    http-check expect status 200\n    default-server check inter ")
                    .append(values.intervalMillis())
                    .append("ms fall ")
                    .append(values.checksUntilAllHaveGone())
                    .append(" rise ")
                    .append(values.checksUntilAllHaveGone())
                    .append('\n');
            ports.forEach((region, its) -> backends.append("    server ")
                    .append(region)
                    .append(" 127.0.0.1:")
                    .append(its)
                    .append(region.equals(first) ? "\n" : " backup\n"));
        }
        Path folder = workspace.work(NAME);
        try {
            Files.writeString(
                    folder.resolve(NAME + ".cfg"),
                    Files.readString(workspace.project().resolve("src/command/haproxy/" + NAME + ".cfg")) + backends);
            Files.writeString(folder.resolve(NAME + ".map"), PRIMARY + " " + primary + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        note(Map.of(PRIMARY, primary, CHANGED, "0", TIME_TO_LIVE, Long.toString(values.timeToLiveMillis())));
        Program haproxy = new Program(
                        Tools.haproxy().toString(),
                        "-db",
                        "-C",
                        folder.toString(),
                        "-f",
                        folder.resolve(NAME + ".cfg").toString())
                .with("BALANCER_PORT", port);
        Node node = new Nodes(workspace).start(haproxy, Nodes.BESIDE, NAME, "names", port);
        node.awaitReady(LIMIT, List.of(workspace.log(NAME)), () -> Ports.isAnswered(port));
        // Otherwise a single failed check after the start would be enough
        ports.keySet().forEach(this::healthy);
        return node;
    }

    /** Makes the record of this region the primary one. Clients follow when their answers have expired. */
    void lead(String region) {
        if (!record(PRIMARY).equals(region)) {
            note(Map.of(
                    PRIMARY, region,
                    CHANGED, Long.toString(System.currentTimeMillis()),
                    TIME_TO_LIVE, record(TIME_TO_LIVE)));
        }
    }

    /** Whether the record of this region is the primary one, and all clients have noticed. */
    boolean led(String region) {
        long since = System.currentTimeMillis() - Long.parseLong(record(CHANGED));
        if (!record(PRIMARY).equals(region) || since < Long.parseLong(record(TIME_TO_LIVE))) {
            return false;
        }
        tell("set map " + NAME + ".map " + PRIMARY + " " + region);
        return true;
    }

    /**
     * Closes the entrance of a region, like the security group of its balancer. Clients are still led to it until they
     * have noticed the next change of DNS.
     */
    void close(String region) {
        lead(region, CLOSED_PORT);
    }

    /** Opens the entrance of a region again. */
    void open(String region) {
        lead(
                region,
                new Nodes(LocalRegion.workspace(workspace, region))
                        .entrance("web")
                        .port());
    }

    private void healthy(String region) {
        LocalRegion.NAMES.forEach(backend -> tell("set server " + backend + "/" + region + " health up"));
    }

    private void lead(String region, int port) {
        for (String backend : LocalRegion.NAMES) {
            String answer = ask("set server " + backend + "/" + region + " addr 127.0.0.1 port " + port);
            if (!answer.contains("port")) {
                throw refused(answer);
            }
        }
    }

    /** What the record says. */
    List<String> says() {
        String primary = record(PRIMARY);
        return List.of(
                "DNS: the primary record leads to " + primary
                        + (led(primary) ? "" : ", which clients notice in " + record(TIME_TO_LIVE) + " ms at most"),
                "the site: " + new Nodes(workspace).get(NAME).url());
    }

    private void tell(String command) {
        String answer = ask(command);
        if (!answer.isEmpty()) {
            throw refused(answer);
        }
    }

    private String ask(String command) {
        return new LocalSocket(workspace.work(NAME).resolve(NAME + ".sock")).ask(command);
    }

    private static CommandException refused(String answer) {
        return new CommandException("The stand-in for Route 53 refused a command: " + answer);
    }

    private String record(String field) {
        Properties record = new Properties();
        try (var reader = Files.newBufferedReader(file())) {
            record.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return record.getProperty(field);
    }

    private void note(Map<String, String> fields) {
        Properties record = new Properties();
        record.putAll(new TreeMap<>(fields));
        try (var writer = Files.newBufferedWriter(file())) {
            record.store(writer, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file() {
        return workspace.work(NAME).resolve("record.properties");
    }
}
