package threetier.stage;

import java.util.List;
import java.util.stream.Collectors;

/** The nodes of a stage as a person, or a script, reads them. */
final class StatusTable {

    private StatusTable() {
    }

    static String text(List<Node> nodes) {
        if (nodes.isEmpty()) {
            return "three-tier is not running.\n";
        }
        String format = "%-5s %-8s %-13s %-8s %-6s %s%n";
        return String.format(format, "TIER", "NAME", "ROLE", "PID", "PORT", "STATE") + nodes.stream()
                .map(node -> String.format(format, node.tier(), node.name(), node.role(), node.pid(), node.port(), state(node)))
                .collect(Collectors.joining());
    }

    /** All values are names and numbers of the stage's own, so nothing needs escaping. */
    static String json(List<Node> nodes) {
        if (nodes.isEmpty()) {
            return "[]\n";
        }
        String format = "  {\"tier\": \"%s\", \"name\": \"%s\", \"role\": \"%s\", \"pid\": %d, \"port\": %d, \"state\": \"%s\"}";
        return nodes.stream()
                .map(node -> String.format(format, node.tier(), node.name(), node.role(), node.pid(), node.port(), state(node)))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String state(Node node) {
        return node.alive() ? "running" : "dead";
    }
}
