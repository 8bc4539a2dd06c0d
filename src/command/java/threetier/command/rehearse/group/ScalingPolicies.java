package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Reads the scaling policies of a group from the templates. */
final class ScalingPolicies {

    private static final String CPU = "ASGAverageCPUUtilization";
    private static final String MINUTE = "60";

    private ScalingPolicies() {}

    /** @throws CommandException if a policy or its alarm is of a kind that the rehearsal does not play */
    static List<ScalingPolicy> of(EvaluatedStack deployment, Resource group) {
        return deployment.resources("AWS::AutoScaling::ScalingPolicy").stream()
                .filter(policy -> policy.text("AutoScalingGroupName").equals(group.id()))
                .flatMap(policy -> policies(deployment, policy))
                .toList();
    }

    private static Stream<ScalingPolicy> policies(EvaluatedStack deployment, Resource policy) {
        return switch (policy.text("PolicyType")) {
            case "TargetTrackingScaling" -> Stream.of(tracking(policy));
            case "SimpleScaling" ->
                deployment.resources("AWS::CloudWatch::Alarm").stream()
                        .filter(alarm -> alarm.texts("AlarmActions").contains(policy.id()))
                        .map(alarm -> simple(policy, alarm));
            default -> throw notPlayed(policy, "PolicyType");
        };
    }

    private static ScalingPolicy tracking(Resource policy) {
        Map<String, Object> target = policy.map("TargetTrackingConfiguration");
        Object metric = Template.map(target.getOrDefault("PredefinedMetricSpecification", Map.of()))
                .get("PredefinedMetricType");
        if (!CPU.equals(metric)) {
            throw notPlayed(policy, "TargetTrackingConfiguration");
        }
        return new TargetTracking(Double.parseDouble(target.get("TargetValue").toString()));
    }

    private static ScalingPolicy simple(Resource policy, Resource alarm) {
        if (!policy.text("AdjustmentType").equals("ChangeInCapacity")) {
            throw notPlayed(policy, "AdjustmentType");
        }
        String comparison = alarm.text("ComparisonOperator");
        if (!alarm.text("MetricName").equals("CPUUtilization")
                || !alarm.text("Statistic").equals("Average")) {
            throw notPlayed(alarm, "MetricName");
        }
        if (!alarm.text("Period").equals(MINUTE)) {
            throw notPlayed(alarm, "Period");
        }
        if (!comparison.equals("GreaterThanThreshold") && !comparison.equals("LessThanThreshold")) {
            throw notPlayed(alarm, "ComparisonOperator");
        }
        return new SimpleScaling(
                Integer.parseInt(policy.text("ScalingAdjustment")),
                Duration.ofSeconds(Long.parseLong(policy.text("Cooldown"))),
                Integer.parseInt(alarm.text("EvaluationPeriods")),
                Double.parseDouble(alarm.text("Threshold")),
                comparison.equals("GreaterThanThreshold"));
    }

    private static CommandException notPlayed(Resource resource, String property) {
        return new CommandException(
                resource.id() + ": the rehearsal does not play " + property + " " + resource.text(property) + ".");
    }
}
