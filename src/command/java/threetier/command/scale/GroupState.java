package threetier.command.scale;

import java.util.Map;
import java.util.TreeMap;

/**
 * A group of nodes at a moment.
 *
 * @param group its name, like {@code App/Nodes}
 * @param desired the number of nodes that it wants
 * @param inService the number of nodes that serve
 * @param processors those that each node may use; can be a fraction
 * @param cpu the CPU that each node has used of what it may use, in percent, by the node's id. Nodes whose use is not
 *     known yet are missing
 */
public record GroupState(String group, int desired, int inService, double processors, Map<String, Double> cpu) {

    public GroupState {
        cpu = new TreeMap<>(cpu);
    }

    /** Whether {@code /load} uses the CPU of this group. */
    boolean isApp() {
        return group.startsWith("App");
    }

    /** All nodes together, in percent of one node. */
    double total() {
        return cpu.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
