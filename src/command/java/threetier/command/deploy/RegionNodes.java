package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** The web nodes and app nodes of one of two regions, which a failover brings to the number for all clients. */
final class RegionNodes {

    /**
     * A group and the number of nodes that it shall have.
     *
     * @param least the minimum, and {@code initial} the number at the beginning
     */
    private record Group(String name, String least, int initial) {}

    private final Aws aws;
    private final List<Group> groups;

    /** @param stack the root stack, whose sizes count and not those of a standby */
    RegionNodes(Aws aws, Stack stack) {
        this.aws = aws;
        Map<String, String> outputs = stack.outputs();
        Map<String, String> parameters = stack.lastParameters();
        groups = Stream.of("Web", "App")
                .map(tier -> group(outputs.get(tier + "Nodes"), parameters.get(tier + "Sizes")))
                .collect(Collectors.toList());
    }

    private Group group(String name, String sizes) {
        if (name == null || sizes == null) {
            throw new CommandException("The stack in " + aws.region()
                    + " does not tell its groups of nodes. Deploy this version of the project first.");
        }
        String[] numbers = sizes.replace(" ", "").split(",");
        return new Group(name, numbers[0], Integer.parseInt(numbers[1]));
    }

    /** Starts what is missing; returns at once. */
    void start() {
        for (Group group : groups) {
            Json now = described(group);
            int desired = Integer.parseInt(now.text("DesiredCapacity"));
            int min = Integer.parseInt(now.text("MinSize"));
            // Under load, a standby may already have as many nodes, but scaling could end them again
            if (desired < group.initial() || min < Integer.parseInt(group.least())) {
                aws.run(
                        "autoscaling",
                        "update-auto-scaling-group",
                        "--auto-scaling-group-name",
                        group.name(),
                        "--min-size",
                        group.least(),
                        "--desired-capacity",
                        String.valueOf(Math.max(desired, group.initial())));
            }
        }
    }

    /** Whether all of them serve. */
    boolean serve() {
        return groups.stream()
                .allMatch(group -> described(group).at("Instances").items().stream()
                                .filter(node -> node.text("LifecycleState").equals("InService")
                                        && node.text("HealthStatus").equals("Healthy"))
                                .count()
                        >= group.initial());
    }

    private Json described(Group group) {
        return aws.json("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group.name())
                .at("AutoScalingGroups")
                .first();
    }
}
