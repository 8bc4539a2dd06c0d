package threetier.command.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/** The nodes of a stage. A file records each node, so that a later command finds the nodes of an earlier command. */
public final class Nodes {

    /** The tier name of programs that belong to no tier. */
    public static final String BESIDE = "beside";
    /** The tier name of the programs in front of the site. */
    public static final String EDGE = "edge";
    /** The longest allowed start of a program that belongs to no tier. */
    private static final Duration BESIDE_LIMIT = Duration.ofSeconds(60);

    private static final String SETTINGS = "settings";

    private final Workspace workspace;

    public Nodes(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The grace period of a stop for a node of this tier. */
    public static Duration grace(String tier) {
        return StopOrder.of(tier).grace();
    }

    /**
     * Starts a node and records it immediately, so that the node can always be found and stopped. The node outlives
     * this process.
     *
     * @throws CommandException if this process is shutting down
     */
    public Node start(Program program, String tier, String name, String role, int port) {
        return noted(() -> Node.of(
                tier, name, role, port, program.start(workspace.log(name)).pid()));
    }

    /** Starts a program that belongs to no tier, and waits until it listens on this port. */
    public Node startBeside(Program program, String name, String role, int port) {
        Node node = start(program, BESIDE, name, role, port);
        node.awaitReady(BESIDE_LIMIT, List.of(workspace.log(name)), () -> Ports.isAnswered(port));
        return node;
    }

    /** Starts and records a node, unless this process is shutting down. */
    public Node noted(Supplier<Node> start) {
        return Shutdown.unlessBegun(() -> {
            Node node = start.get();
            add(node);
            return node;
        });
    }

    /**
     * Stops all nodes, tier by tier from web to data, so that each tier finishes while the tiers below it still answer.
     */
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
     * Stops all nodes of an earlier command now, and all running nodes when this process shuts down.
     *
     * @return the shutdown hook, for removal
     */
    public Thread stopNowAndAtEnd(Consumer<String> progress) {
        stopAll(progress);
        return Shutdown.then(() -> stopAll(progress));
    }

    /** The node of this name, which must exist. */
    public Node get(String name) {
        return find(name).orElseThrow(() -> new CommandException("There is no node " + name));
    }

    public List<Node> all() {
        try (Stream<Path> files = Files.list(workspace.nodes())) {
            return files.filter(file -> file.toString().endsWith(".node"))
                    .map(Nodes::read)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing((Node node) -> StopOrder.of(node.tier()))
                            .thenComparing(Node::name))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public List<Node> tier(String tier) {
        return all().stream().filter(node -> node.tier().equals(tier)).toList();
    }

    /** The nodes of a tier, not including its balancer. */
    public List<Node> servers(String tier) {
        return tier(tier).stream()
                .filter(node -> !node.role().equals("balancer"))
                .toList();
    }

    /** The entry point of a tier: its balancer, or its only node. */
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
        // The file is moved into place, because another command can read it at any moment
        Path complete = workspace.nodes().resolve(node.name() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(complete)) {
                properties.store(writer, null);
            }
            Files.move(complete, file(node), StandardCopyOption.ATOMIC_MOVE);
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

    /** Records that a start of nodes is in progress. */
    public void raising() {
        note("");
    }

    /** Records that all nodes have started, with these settings. */
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

    /** The settings of the start; null if the start is incomplete or the nodes have been stopped. */
    public String settings() {
        try {
            String settings = Files.readString(workspace.nodes().resolve(SETTINGS));
            return settings.isEmpty() ? null : settings;
        } catch (IOException notThere) {
            return null;
        }
    }

    /** Whether a stop of the nodes has begun. */
    public boolean cleared() {
        return Files.notExists(workspace.nodes().resolve(SETTINGS));
    }

    /** Records that a stop of the nodes has begun, by deleting the settings. */
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

    /** The node in a file; empty if another command has just removed the file. */
    private static Optional<Node> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Optional.of(new Node(
                properties.getProperty("tier"),
                properties.getProperty("name"),
                properties.getProperty("role"),
                Integer.parseInt(properties.getProperty("port")),
                Long.parseLong(properties.getProperty("pid")),
                Instant.parse(properties.getProperty("started"))));
    }
}
