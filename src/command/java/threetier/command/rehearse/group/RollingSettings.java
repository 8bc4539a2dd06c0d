package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * How CloudFormation replaces the instances of a group: {@code AutoScalingRollingUpdate}, with its defaults.
 *
 * @param minInService how many instances stay in service
 * @param batch how many are replaced at a time
 * @param pause how long each new instance may take until it signals
 * @param signals whether the update waits for a signal of each new instance
 * @param suspended the processes of the group that rest during the update
 */
public record RollingSettings(int minInService, int batch, Duration pause, boolean signals, List<String> suspended) {

    static RollingSettings of(Resource group) {
        Map<String, Object> policy =
                Template.map(Template.map(group.definition().getOrDefault("UpdatePolicy", Map.of()))
                        .getOrDefault("AutoScalingRollingUpdate", Map.of()));
        return new RollingSettings(
                number(policy, "MinInstancesInService", 0),
                number(policy, "MaxBatchSize", 1),
                Duration.parse(policy.getOrDefault("PauseTime", "PT5M").toString()),
                "true".equals(String.valueOf(policy.get("WaitOnResourceSignals"))),
                policy.get("SuspendProcesses") == null ? List.of() : Resource.items(policy.get("SuspendProcesses")));
    }

    private static int number(Map<String, Object> policy, String name, int other) {
        return Integer.parseInt(policy.getOrDefault(name, other).toString());
    }
}
