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
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
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
        set(text(latency));
        forgetApplied();
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
                () -> isApplied(text(latency))
                        && ports.stringPropertyNames().stream().allMatch(region -> Ports.isAnswered(port(region))));
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

    /** Sets how long a change is on its way to the other region, from now on. */
    public void latency(Duration latency) {
        apply(text(latency));
    }

    /** Lets nothing through in either direction. Nothing that is sent after this call arrives. */
    public void cut() {
        apply(RelayProgram.CUT);
    }

    /** @throws CommandException if the relays do not follow in time */
    private void apply(String value) {
        set(value);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isApplied(value)) {
            if (System.nanoTime() > deadline) {
                throw new CommandException("The network between the regions does not answer. Its log ends with:\n"
                        + Log.lastLines(List.of(workspace.log(NAME))));
            }
            Pause.millis(10);
        }
    }

    private boolean isApplied(String value) {
        Path applied = applied();
        try {
            return Files.exists(applied) && Files.readString(applied).equals(value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void forgetApplied() {
        try {
            Files.deleteIfExists(applied());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path applied() {
        return file(LATENCY + RelayProgram.APPLIED);
    }

    private static String text(Duration latency) {
        return Long.toString(latency.toMillis());
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
