package threetier.stage;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The nodes of a stage as files, one each, so that the next command finds what an earlier one started. */
final class Nodes {

    /** From the browser's side inwards; what stands beside the tiers ends first. */
    private static final List<String> TIERS = List.of(Stage.BESIDE, "web", "app", "data");

    private static final String SETTINGS = "settings";

    private final Path folder;

    Nodes(Workspace workspace) {
        folder = workspace.nodes();
    }

    List<Node> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".node")).map(Nodes::read)
                    .sorted(Comparator.comparing((Node node) -> TIERS.indexOf(node.tier())).thenComparing(Node::name))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<Node> tier(String tier) {
        return all().stream().filter(node -> node.tier().equals(tier)).toList();
    }

    /** The nodes of a tier that do its work, without the balancer in front of them. */
    List<Node> servers(String tier) {
        return tier(tier).stream().filter(node -> !node.role().equals("balancer")).toList();
    }

    /** Where a request enters a tier: its balancer, or its only node. */
    Node entrance(String tier) {
        return tier(tier).stream().filter(node -> node.role().equals("balancer")).findFirst().orElseGet(() -> tier(tier).get(0));
    }

    Optional<Node> find(String name) {
        return all().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    void add(Node node) {
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

    void remove(Node node) {
        try {
            Files.deleteIfExists(file(node));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Notes that nodes are about to be raised. */
    void raising() {
        note("");
    }

    /** Notes that all nodes have been raised, and how. */
    void settled(String settings) {
        note(settings);
    }

    private void note(String settings) {
        try {
            Files.writeString(folder.resolve(SETTINGS), settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How they were raised; null when not all of them are, or have been stopped. */
    String settings() {
        try {
            String settings = Files.readString(folder.resolve(SETTINGS));
            return settings.isEmpty() ? null : settings;
        } catch (IOException notThere) {
            return null;
        }
    }

    /** Whether somebody has stopped them, or begun to. */
    boolean cleared() {
        return Files.notExists(folder.resolve(SETTINGS));
    }

    /** Nothing is there any more. */
    void clear() {
        try {
            Files.deleteIfExists(folder.resolve(SETTINGS));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(Node node) {
        return folder.resolve(node.name() + ".node");
    }

    private static Node read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Node(properties.getProperty("tier"), properties.getProperty("name"), properties.getProperty("role"),
                Integer.parseInt(properties.getProperty("port")), Long.parseLong(properties.getProperty("pid")),
                Instant.parse(properties.getProperty("started")));
    }
}
