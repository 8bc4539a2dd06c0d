package threetier.command.deploy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.scale.GroupSource;
import threetier.command.scale.GroupState;

/** The groups of nodes of a deployed stack, as Auto Scaling and CloudWatch report them. */
public final class DeployedGroups implements GroupSource {

    /** CloudWatch has a value each minute, a few minutes late. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private static final String PERIOD = "60";
    /** Scaling=steps adds a node above 60 % CPU and removes one below 40 %. */
    private static final double BETWEEN_STEPS = 50;

    private final Aws aws;
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, Double> processors = new TreeMap<>();
    private final double target;

    /** @throws CommandException if the stack does not tell its groups */
    public DeployedGroups(Aws aws, String stack) {
        this.aws = aws;
        Stack deployed = new Stack(aws, stack, line -> {});
        Map<String, String> parameters = deployed.lastParameters();
        target = "target".equals(parameters.get("Scaling"))
                ? Double.parseDouble(parameters.get("TargetCpu"))
                : BETWEEN_STEPS;
        Map<String, String> outputs = deployed.outputs();
        for (String tier : List.of("App", "Web")) {
            String name = outputs.get(tier + "Nodes");
            if (name == null) {
                throw new CommandException("The stack " + stack + " in " + aws.region()
                        + " does not tell its groups of nodes. Deploy this version of the project first.");
            }
            names.put(tier + "/Nodes", name);
        }
    }

    @Override
    public List<GroupState> states() {
        return names.entrySet().stream()
                .map(group -> state(group.getKey(), group.getValue()))
                .toList();
    }

    private GroupState state(String title, String name) {
        Json group = aws.json("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", name)
                .at("AutoScalingGroups")
                .first();
        List<Json> serving = group.at("Instances").items().stream()
                .filter(node -> node.text("LifecycleState").equals("InService"))
                .toList();
        Map<String, Double> cpu = new TreeMap<>();
        for (Json node : serving) {
            cpu(node.text("InstanceId")).ifPresent(percent -> cpu.put(node.text("InstanceId"), percent));
        }
        return new GroupState(
                title,
                Integer.parseInt(group.text("DesiredCapacity")),
                serving.stream().map(node -> node.text("InstanceId")).collect(Collectors.toSet()),
                serving.isEmpty() ? 0 : processors(serving.get(0).text("InstanceType")),
                cpu,
                target);
    }

    private double processors(String type) {
        return processors.computeIfAbsent(
                type,
                unknown -> Double.parseDouble(aws.json("ec2", "describe-instance-types", "--instance-types", unknown)
                        .at("InstanceTypes")
                        .first()
                        .text("VCpuInfo", "DefaultVCpus")));
    }

    /** The newest value; empty for a new node. */
    private Optional<Double> cpu(String node) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Json> values = aws.json(
                        "cloudwatch",
                        "get-metric-statistics",
                        "--namespace",
                        "AWS/EC2",
                        "--metric-name",
                        "CPUUtilization",
                        "--dimensions",
                        "Name=InstanceId,Value=" + node,
                        "--statistics",
                        "Average",
                        "--period",
                        PERIOD,
                        "--start-time",
                        now.minus(RECENT).toString(),
                        "--end-time",
                        now.toString())
                .at("Datapoints")
                .items();
        return values.stream()
                .max(Comparator.comparing(value -> value.text("Timestamp")))
                .map(value -> Double.parseDouble(value.text("Average")));
    }
}
