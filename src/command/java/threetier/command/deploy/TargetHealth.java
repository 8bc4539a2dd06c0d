package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** What the balancer of an Auto Scaling group reports about its nodes. */
final class TargetHealth {

    /** Two minutes at least, with the usual polling interval. */
    private static final int ATTEMPTS = 24;

    private final Aws aws;
    private final String group;
    private final Consumer<String> say;

    TargetHealth(Aws aws, String group, Consumer<String> say) {
        this.aws = aws;
        this.group = group;
        this.say = say;
    }

    /**
     * Waits until the balancer sends requests to every node in service.
     *
     * @throws CommandException with the state of each other node if that does not happen in time
     */
    void await() {
        for (int attempt = 1; ; attempt++) {
            List<String> others = unhealthy();
            if (others.isEmpty()) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new CommandException(
                        "The balancer does not send requests to every node: " + String.join(", ", others) + ".");
            }
            if (attempt == 1) {
                say.accept("  waiting for the balancer: " + String.join(", ", others));
            }
            aws.untilNextLook();
        }
    }

    private List<String> unhealthy() {
        Json found = aws.json("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group)
                .at("AutoScalingGroups")
                .first();
        List<String> nodes = found.at("Instances").items().stream()
                .filter(node -> node.text("LifecycleState").equals("InService"))
                .map(node -> node.text("InstanceId"))
                .toList();
        if (nodes.isEmpty()) {
            return List.of("no node is in service");
        }
        List<String> others = new ArrayList<>();
        for (Json targets : found.at("TargetGroupARNs").items()) {
            Map<String, String> states = states(targets.text());
            nodes.stream()
                    .filter(node -> !"healthy".equals(states.get(node)))
                    .forEach(node -> others.add(node + " is " + states.getOrDefault(node, "not registered")));
        }
        return others;
    }

    private Map<String, String> states(String targets) {
        return aws
                .json("elbv2", "describe-target-health", "--target-group-arn", targets)
                .at("TargetHealthDescriptions")
                .items()
                .stream()
                .collect(Collectors.toMap(
                        target -> target.text("Target", "Id"),
                        target -> target.text("TargetHealth", "State"),
                        (one, other) -> one));
    }
}
