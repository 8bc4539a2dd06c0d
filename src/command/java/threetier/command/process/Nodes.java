package threetier.command.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/** The nodes of a stage as files, one each, so that the next command finds what an earlier one started. */
public final class Nodes {

    /** The tier, by name, of programs that belong to none. */
    public static final String BESIDE = "beside";
    /** From the browser's side inwards; what stands beside the tiers ends first. */
    private static final List<String> TIERS = List.of(BESIDE, "web", "app", "data");
    /** How long a node of a tier may take to finish what it is doing. */
    private static final Map<String, Duration> GRACE = Map.of(
            BESIDE,
            Duration.ofSeconds(20),
            "web",
            Duration.ofSeconds(40),
            "app",
            Duration.ofSeconds(30),
            "data",
            Duration.ofSeconds(60));

    private static final String SETTINGS = "settings";

    private final Workspace workspace;

    public Nodes(Workspace workspace) {
        this.workspace = workspace;
    }

    /** How long a node of this tier may take to finish what it is doing. */
    public static Duration grace(String tier) {
        return GRACE.get(tier);
    }

    /**
     * Starts a node, which goes on when this process ends, and notes it immediately, so that it can always be found and
     * stopped.
     *
     * @throws CommandException when this process is about to end
     */
    public Node start(Program program, String tier, String name, String role, int port) {
        return noted(() -> Node.of(
                tier, name, role, port, program.start(workspace.log(name)).pid()));
    }

    /** Notes a node that this starts, unless this process is about to end. */
    public Node noted(Supplier<Node> start) {
        return Shutdown.unlessBegun(() -> {
            Node node = start.get();
            add(node);
            return node;
        });
    }

    /** Stops what runs, from the browser's side inwards, so that each tier finishes while those below still answer. */
    public void stopAll(Consumer<String> progress) {
        clear();
        Steps steps = new Steps(progress);
        for (Node node : all()) {
            if (node.alive()) {
                long start = System.nanoTime();
                node.stopAtOnce(grace(node.tier()));
                steps.done("stopped", node.tier(), node.name(), start);
            } else {
                node.kill();
            }
            remove(node);
        }
    }

    /**
     * Stops what an earlier command has left running, and what runs when this process is told to end.
     *
     * @return the thread that stops at the end, which can be taken back
     */
    public Thread stopNowAndAtEnd(Consumer<String> progress) {
        stopAll(progress);
        return Shutdown.then(() -> stopAll(progress));
    }

    /** A node that is there. */
    public Node get(String name) {
        return find(name).orElseThrow(() -> new CommandException("There is no node " + name));
    }

    public List<Node> all() {
        try (Stream<Path> files = Files.list(workspace.nodes())) {
            return files.filter(file -> file.toString().endsWith(".node"))
                    .map(Nodes::read)
                    .sorted(Comparator.comparing((Node node) -> TIERS.indexOf(node.tier()))
                            .thenComparing(Node::name))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public List<Node> tier(String tier) {
        return all().stream().filter(node -> node.tier().equals(tier)).toList();
    }

    /** The nodes of a tier that do its work, without the balancer in front of them. */
    public List<Node> servers(String tier) {
        return tier(tier).stream()
                .filter(node -> !node.role().equals("balancer"))
                .toList();
    }

    /** Where a request enters a tier: its balancer, or its only node. */
    public Node entrance(String tier) {
        return tier(tier).stream()
                .filter(node -> node.role().equals("balancer"))
                .findFirst()
                .orElseGet(() -> tier(tier).get(0));
    }

    public Optional<Node> find(String name) {
        return all().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public void add(Node node) {
        Properties properties = new Properties();
        properties.setProperty("tier", node.tier());
        properties.setProperty("name", node.name());
        properties.setProperty("role", node.role());
        properties.setProperty("port", Integer.toString(node.port()));
        properties.setProperty("pid", Long.toString(node.pid()));
        properties.setProperty("started", node.started().toString());
        try (Writer writer = Files.newBufferedWriter(file(node))) {
            properties.store(writer, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void remove(Node node) {
        try {
            Files.deleteIfExists(file(node));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Notes that nodes are about to be raised. */
    public void raising() {
        note("");
    }

    /** Notes that all nodes have been raised, and how. */
    public void settled(String settings) {
        note(settings);
    }

    private void note(String settings) {
        try {
            Files.writeString(workspace.nodes().resolve(SETTINGS), settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How they were raised; null when not all of them are, or have been stopped. */
    public String settings() {
        try {
            String settings = Files.readString(workspace.nodes().resolve(SETTINGS));
            return settings.isEmpty() ? null : settings;
        } catch (IOException notThere) {
            return null;
        }
    }

    /** Whether somebody has stopped them, or begun to. */
    public boolean cleared() {
        return Files.notExists(workspace.nodes().resolve(SETTINGS));
    }

    /** Nothing is there any more. */
    public void clear() {
        try {
            Files.deleteIfExists(workspace.nodes().resolve(SETTINGS));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(Node node) {
        return workspace.nodes().resolve(node.name() + ".node");
    }

    private static Node read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Node(
                properties.getProperty("tier"),
                properties.getProperty("name"),
                properties.getProperty("role"),
                Integer.parseInt(properties.getProperty("port")),
                Long.parseLong(properties.getProperty("pid")),
                Instant.parse(properties.getProperty("started")));
    }
}
