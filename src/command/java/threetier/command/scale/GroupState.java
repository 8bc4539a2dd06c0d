package threetier.command.scale;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A group of nodes at a moment.
 *
 * @param group its name, like {@code App/Nodes}
 * @param desired the number of nodes that it wants
 * @param serving the ids of the nodes that serve
 * @param processors those that each node may use; can be a fraction
 * @param cpu the CPU that each node has used of what it may use, in percent, by the node's id. Nodes whose use is not
 *     known yet are missing
 * @param target the mean CPU that the group keeps by changing the number of its nodes, in percent
 */
public record GroupState(
        String group, int desired, Set<String> serving, double processors, Map<String, Double> cpu, double target) {

    public GroupState {
        serving = Set.copyOf(serving);
        cpu = new TreeMap<>(cpu);
    }

    int inService() {
        return serving.size();
    }

    /** Whether {@code /load} uses the CPU of this group. */
    boolean isApp() {
        return group.startsWith("App");
    }

    /** All nodes that serve, in percent of one node. A node that starts is busy with itself. */
    double total() {
        return mean() * serving.size();
    }

    /** The mean of the nodes that serve and whose use is known, in percent; 0 without one. */
    double mean() {
        return serving.stream()
                .filter(cpu::containsKey)
                .mapToDouble(cpu::get)
                .average()
                .orElse(0);
    }
}
