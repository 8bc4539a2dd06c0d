package threetier.command.standby;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import threetier.command.database.RelayProgram;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** The network between the regions: a relay to the database of each region, with a latency that can be changed. */
public final class RegionLink {

    static final String NAME = "link";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LATENCY = "latency";

    private final Workspace workspace;

    RegionLink(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Starts the relays.
     *
     * @param databases the port of the database of each region
     */
    void start(Map<String, Integer> databases, Duration latency) {
        latency(latency);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                workspace.target("command").toString(),
                RelayProgram.class.getName(),
                file(LATENCY).toString()));
        Properties ports = new Properties();
        new TreeMap<>(databases).forEach((region, database) -> {
            int relay = Ports.free();
            ports.setProperty(region, Integer.toString(relay));
            command.add(Integer.toString(relay));
            command.add(Integer.toString(database));
        });
        try (var writer = Files.newBufferedWriter(file("ports"))) {
            ports.store(writer, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Node node = new Nodes(workspace)
                .start(
                        new Program(command),
                        Nodes.BESIDE,
                        NAME,
                        NAME,
                        port(ports.stringPropertyNames().iterator().next()));
        node.awaitReady(
                LIMIT,
                List.of(workspace.log(NAME)),
                () -> ports.stringPropertyNames().stream().allMatch(region -> Ports.isAnswered(port(region))));
    }

    /** The port at which the other region reaches the database of this region. */
    int port(String region) {
        Properties ports = new Properties();
        try (var reader = Files.newBufferedReader(file("ports"))) {
            ports.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Integer.parseInt(ports.getProperty(region));
    }

    /** Sets how long a change is on its way to the other region. */
    public void latency(Duration latency) {
        set(Long.toString(latency.toMillis()));
    }

    /** Lets nothing through in either direction. */
    public void cut() {
        set(RelayProgram.CUT);
    }

    private void set(String value) {
        try {
            Path complete = Files.writeString(file(LATENCY + ".new"), value);
            Files.move(complete, file(LATENCY), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(String name) {
        return workspace.work(NAME).resolve(name);
    }
}
