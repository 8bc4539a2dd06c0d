package threetier.command.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.json.Json;
import threetier.command.process.Node;

/** The nodes of a stage as a table or as JSON. */
public final class StatusTable {

    private StatusTable() {}

    /** @param readOnly whether read-only mode is on */
    public static String text(List<Node> nodes, boolean readOnly) {
        if (nodes.isEmpty()) {
            return "three-tier is not running.\n";
        }
        String format = "%-6s %-15s %-13s %-8s %-6s %s%n";
        return String.format(format, "TIER", "NAME", "ROLE", "PID", "PORT", "STATE")
                + nodes.stream()
                        .map(node -> String.format(
                                format, node.tier(), node.name(), node.role(), node.pid(), node.port(), state(node)))
                        .collect(Collectors.joining())
                + (readOnly ? "Read-only mode is on: writes answer 503. ./three-tier read-only off ends it.\n" : "");
    }

    /**
     * A JSON list, with one line per node.
     *
     * @param readOnly whether read-only mode is on; the nodes of the data tier then have a field that says so
     */
    public static String json(List<Node> nodes, boolean readOnly) {
        return json(nodes.stream()
                .map(node -> row(node, readOnly && node.tier().equals("data")))
                .toList());
    }

    /** A JSON list of these rows, with one line each. */
    public static String json(List<Map<String, Object>> rows) {
        return rows.isEmpty()
                ? "[]\n"
                : rows.stream().map(row -> "  " + Json.of(row)).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /**
     * A row of the list.
     *
     * @param readOnly whether the row says that read-only mode is on
     */
    public static Map<String, Object> row(Node node, boolean readOnly) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("tier", node.tier());
        row.put("name", node.name());
        row.put("role", node.role());
        row.put("pid", node.pid());
        row.put("port", node.port());
        row.put("state", state(node));
        if (readOnly) {
            row.put("readOnlyMode", true);
        }
        return row;
    }

    private static String state(Node node) {
        return node.alive() ? "running" : "dead";
    }
}
