package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/**
 * What the templates declare of an Auto Scaling group.
 *
 * @param id of the group, like {@code App/Nodes}
 * @param subnets in which instances are launched in turn
 * @param launch the hook before an instance enters service
 * @param termination the hook before an instance is shut down
 * @param balanced whether the health checks of the balancer count
 * @param grace how long they do not count after an instance has entered service
 * @param minHealthy percentage of the capacity that replacements keep
 * @param maxHealthy percentage of the capacity that replacements may reach; 100 ends the old instance first
 * @param warmup how long the CPU of a new instance does not count
 * @param deregistration how long a balancer lets requests finish
 */
public record GroupSettings(
        String id,
        int min,
        int desired,
        int max,
        List<String> subnets,
        Optional<LaunchHook> launch,
        Optional<LaunchHook> termination,
        boolean balanced,
        Duration grace,
        int minHealthy,
        int maxHealthy,
        Duration warmup,
        Duration deregistration,
        RollingSettings rolling,
        List<ScalingPolicy> policies) {

    static final int PERCENT = 100;
    /** AWS's default of {@code deregistration_delay.timeout_seconds}. */
    private static final long DELAY = 300;

    /** @param group of a deployment that is evaluated with the ids of resources */
    public static GroupSettings of(EvaluatedStack deployment, Resource group) {
        Map<String, Object> maintenance = group.properties().containsKey("InstanceMaintenancePolicy")
                ? group.map("InstanceMaintenancePolicy")
                : Map.of();
        return new GroupSettings(
                group.id(),
                Integer.parseInt(group.text("MinSize")),
                Integer.parseInt(group.text("DesiredCapacity")),
                Integer.parseInt(group.text("MaxSize")),
                group.texts("VPCZoneIdentifier"),
                LaunchHook.of(group, LaunchHook.LAUNCHING),
                LaunchHook.of(group, LaunchHook.TERMINATING),
                group.text("HealthCheckType").contains("ELB"),
                seconds(group, "HealthCheckGracePeriod"),
                Integer.parseInt(
                        maintenance.getOrDefault("MinHealthyPercentage", 0).toString()),
                Integer.parseInt(maintenance
                        .getOrDefault("MaxHealthyPercentage", PERCENT)
                        .toString()),
                seconds(group, "DefaultInstanceWarmup"),
                deregistration(deployment, group),
                RollingSettings.of(group),
                ScalingPolicies.of(deployment, group));
    }

    /** The same with another warm-up. */
    public GroupSettings withWarmup(Duration other) {
        return new GroupSettings(
                id,
                min,
                desired,
                max,
                subnets,
                launch,
                termination,
                balanced,
                grace,
                minHealthy,
                maxHealthy,
                other,
                deregistration,
                rolling,
                policies);
    }

    /** The average CPU in percent that the policies keep: between that which adds nodes and that which removes them. */
    double target() {
        return policies.stream().mapToDouble(ScalingPolicy::threshold).average().orElse(PERCENT);
    }

    /** How many instances can exist at a time, with one that is being shut down. */
    public int places() {
        return Math.max(allowed(max), rolling.minInService() + rolling.batch()) + 1;
    }

    /** How many instances a capacity may grow to while some are replaced. */
    int allowed(int capacity) {
        return maxHealthy > PERCENT ? Math.max(capacity + 1, capacity * maxHealthy / PERCENT) : capacity;
    }

    private static Duration seconds(Resource group, String property) {
        String value = group.text(property);
        return Duration.ofSeconds(value.isEmpty() ? 0 : Long.parseLong(value));
    }

    private static Duration deregistration(EvaluatedStack deployment, Resource group) {
        return Duration.ofSeconds(group.texts("TargetGroupARNs").stream()
                .map(deployment::resource)
                .mapToLong(targets -> targets.maps("TargetGroupAttributes").stream()
                        .filter(attribute -> attribute.get("Key").equals("deregistration_delay.timeout_seconds"))
                        .mapToLong(attribute ->
                                Long.parseLong(attribute.get("Value").toString()))
                        .findFirst()
                        .orElse(DELAY))
                .max()
                .orElse(0));
    }
}
