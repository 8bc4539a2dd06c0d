package threetier.command.rehearse.group;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A group at a moment.
 *
 * @param id of the group, like {@code App/Nodes}
 * @param desired the desired capacity
 * @param pending how many instances start
 * @param serving the instances that are in service
 * @param healthy how many of them the balancers find healthy
 * @param cpu the CPU of each instance in percent of its processors, in the last minute of the groups
 * @param average what the policies see; empty without an instance that has warmed up
 * @param target what the policies keep this average at
 */
public record GroupFigures(
        Moment at,
        String id,
        int desired,
        int pending,
        Set<String> serving,
        int healthy,
        Map<String, Double> cpu,
        OptionalDouble average,
        double target) {

    public GroupFigures {
        serving = Set.copyOf(serving);
        cpu = Map.copyOf(cpu);
    }

    public int inService() {
        return serving.size();
    }
}
