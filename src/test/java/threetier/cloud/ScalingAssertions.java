package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Scaling of nodes and readers. */
final class ScalingAssertions implements Assertion {

    private static final Set<String> BURSTABLE = Set.of("t2", "t3", "t3a", "t4g");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        for (String tier : List.of("Web", "App")) {
            credits(deployment.resource(tier + "/LaunchTemplate").map("LaunchTemplateData"), tier, problems);
            List<Resource> policies = deployment.resources("AWS::AutoScaling::ScalingPolicy").stream()
                    .filter(policy -> policy.text("AutoScalingGroupName").equals(tier + "/Nodes"))
                    .toList();
            if (policies.size() == 1) {
                problems.expect(
                        deployment
                                .parameter("TargetCpu")
                                .equals(String.valueOf(policies.get(0)
                                        .map("TargetTrackingConfiguration")
                                        .get("TargetValue"))),
                        tier + ": the target is not the chosen one");
            } else {
                alarm(
                        deployment.resource(tier + "/CpuHigh"),
                        "GreaterThanThreshold",
                        "60",
                        deployment.resource(tier + "/StepUp"),
                        "1",
                        problems);
                alarm(
                        deployment.resource(tier + "/CpuLow"),
                        "LessThanThreshold",
                        "40",
                        deployment.resource(tier + "/StepDown"),
                        "-1",
                        problems);
            }
        }
        Resource readers = deployment.resource("Database/ReaderCapacity");
        problems.expect(
                readers.text("ScalableDimension").equals("rds:cluster:ReadReplicaCount")
                        && readers.text("ResourceId").equals("cluster:Database/Cluster"),
                "readers do not scale");
        problems.expect(
                readers.text("MinCapacity").equals("1")
                        && "Instance2".equals(readers.definition().get("DependsOn")),
                "scaling adds readers while earlier ones are still starting");
    }

    /**
     * Without CPU credits, a burstable node would be slowed down. Its CPU use would then stay below every target and
     * threshold. The option {@code unlimited} prevents this. EC2 rejects the option for other types.
     */
    private static void credits(Map<String, Object> launch, String tier, Problems problems) {
        boolean burstable =
                BURSTABLE.contains(String.valueOf(launch.get("InstanceType")).split("\\.")[0]);
        Object credits = Template.map(launch.getOrDefault("CreditSpecification", Map.of()))
                .getOrDefault("CpuCredits", "");
        problems.expect(
                credits.equals(burstable ? "unlimited" : ""),
                tier + ": the credits of " + launch.get("InstanceType") + " are \"" + credits + "\"");
    }

    private static void alarm(
            Resource alarm, String comparison, String threshold, Resource step, String nodes, Problems problems) {
        Map<String, String> expected = Map.of(
                "ComparisonOperator",
                comparison,
                "Threshold",
                threshold,
                "Period",
                "60",
                "EvaluationPeriods",
                "2",
                "Statistic",
                "Average",
                "MetricName",
                "CPUUtilization");
        expected.forEach((property, value) ->
                problems.expect(value.equals(alarm.text(property)), alarm.id() + ": " + property + " is not " + value));
        problems.expect(alarm.texts("AlarmActions").equals(List.of(step.id())), alarm.id() + " triggers another step");
        // Other policy types ignore the cooldown
        problems.expect(step.text("PolicyType").equals("SimpleScaling"), step.id() + " has no cooldown");
        problems.expect(
                step.text("ScalingAdjustment").equals(nodes)
                        && step.text("Cooldown").equals("60"),
                step.id() + " does not add " + nodes + " with a cooldown of 60 s");
        problems.expect(
                alarm.maps("Dimensions").get(0).get("Value").equals(step.text("AutoScalingGroupName")),
                alarm.id() + " watches another group");
    }
}
