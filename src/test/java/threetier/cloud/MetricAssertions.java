package threetier.cloud;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/**
 * Alarms and the dashboard use metrics that exist. CloudWatch accepts any name and any dimensions, and an alarm without
 * data stays silent.
 */
final class MetricAssertions implements Assertion {

    /** The possible values of each dimension, as a pattern. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("LoadBalancer", "(Web|Origin|(Beside/)?App)/Balancer\\.LoadBalancerFullName"),
            Map.entry(
                    "TargetGroup", "(Web|Origin|(Beside/)?App|Beside/(Origin)?Entrance)/Targets\\.TargetGroupFullName"),
            Map.entry("AutoScalingGroupName", "(Beside/)?(Web|App)/Nodes"),
            Map.entry("DBClusterIdentifier", "Database/Cluster"),
            Map.entry("Role", "WRITER|READER"),
            Map.entry("CertificateArn", "arn:aws:acm:.*|(Beside/)?Security/Certificate|Edge/SiteCertificate"),
            Map.entry("BackupVaultName", "Backup/Vault"),
            Map.entry("StateMachineArn", "RestoreTests/Proof"),
            Map.entry("DistributionId", "Edge/Distribution"),
            Map.entry("Region", "Global"),
            Map.entry("WebACL", "stack"),
            Map.entry("Rule", "ALL"),
            Map.entry("tier", "web|app"),
            Map.entry("database", "writer|reader"),
            Map.entry("InstanceId", ""));

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        Set<PublishedMetric> published = PublishedMetric.of(deployment).collect(Collectors.toSet());
        WatchedMetric.of(deployment).forEach(metric -> {
            problems.expect(metric.isIn(published), metric + " is never published");
            metric.dimensions()
                    .forEach((name, value) -> problems.expect(
                            value.isEmpty() || value.matches(VALUES.getOrDefault(name, "")),
                            metric + ": the value of " + name + " is not possible"));
            sameTier(metric, problems);
            balancer(deployment, metric, problems);
            collected(deployment, metric, problems);
        });
    }

    /** All values of a metric belong to one tier: to that of the alarm, if the alarm is for one tier. */
    private static void sameTier(WatchedMetric metric, Problems problems) {
        List<String> tiers = metric.dimensions().entrySet().stream()
                .filter(dimension -> List.of("LoadBalancer", "TargetGroup", "AutoScalingGroupName", "tier")
                        .contains(dimension.getKey()))
                .map(dimension -> dimension
                        .getValue()
                        .replace(EvaluatedStack.BESIDE, "")
                        .replaceAll("/.*", "")
                        .replaceAll("OriginEntrance|Entrance|Origin", "web")
                        .toLowerCase(Locale.ROOT))
                .filter(tier -> !tier.isEmpty())
                .distinct()
                .toList();
        String of = metric.where()
                .replaceAll("(?:Beside/)?(Web|App)Alarms/.*", "$1")
                .toLowerCase(Locale.ROOT);
        problems.expect(tiers.size() <= 1 && (of.contains("/") || tiers.contains(of)), metric + " is of another tier");
    }

    /** Each type of balancer publishes in a namespace of its own. */
    private static void balancer(EvaluatedStack deployment, WatchedMetric metric, Problems problems) {
        String balancer = metric.dimensions().getOrDefault("LoadBalancer", "").replaceAll("\\..*", "");
        if (!balancer.isEmpty()) {
            boolean application = deployment.resource(balancer).text("Type").equals("application");
            problems.expect(
                    metric.namespace().equals(application ? "AWS/ApplicationELB" : "AWS/NetworkELB"),
                    metric + " is of another type of balancer");
        }
    }

    private static void collected(EvaluatedStack deployment, WatchedMetric metric, Problems problems) {
        if (metric.namespace().equals("AWS/AutoScaling")) {
            problems.expect(
                    deployment
                            .resource(metric.dimensions().get("AutoScalingGroupName"))
                            .maps("MetricsCollection")
                            .stream()
                            .anyMatch(collection ->
                                    Resource.items(collection.get("Metrics")).contains(metric.name())),
                    metric + " is not collected");
        }
    }
}
