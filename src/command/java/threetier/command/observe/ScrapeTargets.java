package threetier.command.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import threetier.command.json.Json;
import threetier.command.process.Node;

/**
 * The files that tell Prometheus where to get metrics, one for each job of {@code observe/prometheus.yaml}.
 *
 * @param folder the folder of Prometheus's configuration
 */
record ScrapeTargets(Path folder, Monitors monitors) {

    /**
     * Writes the files for the present nodes. Prometheus notices the change within five seconds.
     *
     * @param leaving names of nodes to leave out
     */
    void write(List<String> leaving) {
        write("app", "app", leaving, Node::port);
        write("web-log", "web", leaving, monitors::log);
        write("web-status", "web", leaving, monitors::status);
    }

    private void write(String job, String tier, List<String> leaving, ToIntFunction<Node> port) {
        List<Map<String, Object>> groups = monitors.watched(tier).stream()
                .filter(node -> !leaving.contains(node.name()))
                .map(node -> group(node, port.applyAsInt(node)))
                .toList();
        // The file is moved into place, because Prometheus can read it at any moment
        Path complete = folder.resolve(job + ".new");
        try {
            Files.writeString(complete, Json.of(groups) + "\n");
            Files.move(complete, folder.resolve(job + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> group(Node node, int port) {
        return Map.of(
                "targets", List.of("127.0.0.1:" + port), "labels", Map.of("tier", node.tier(), "node", node.name()));
    }
}
