package threetier.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * Series of timeouts, in seconds, from the templates and from the servers' own files. In a series, each timeout must be
 * longer than the one before.
 */
final class TimeoutAssertions implements Assertion {

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        int answer = in("httpd/launch", "APP_TIER_TIMEOUT=\\$\\{APP_TIER_TIMEOUT:-(\\d+)}");
        for (String entrance : deployment.entrances()) {
            int idle = attribute(
                    deployment, entrance + "/Balancer", "LoadBalancerAttributes", "idle_timeout.timeout_seconds");
            ascending(
                    "the sender of requests closes an idle connection first (balancer, httpd)",
                    problems,
                    idle,
                    in("httpd/workers.conf", "KeepAliveTimeout (\\d+)"));
            ascending("httpd times out before the balancer", problems, answer, idle);
            ascending(
                    "a web node finishes its answers before it is stopped",
                    problems,
                    answer,
                    attribute(
                            deployment,
                            entrance + "/Targets",
                            "TargetGroupAttributes",
                            "deregistration_delay.timeout_seconds"));
        }
        if (deployment.behindEdge()) {
            edge(deployment, problems);
        }
        if (deployment.parameter("Sessions").equals("affinity")) {
            alb(deployment, answer, problems);
        } else {
            nlb(deployment, problems);
        }
        ascending(
                "an app node finishes its answers before it is stopped",
                problems,
                answer + in("httpd/proxy.conf", "ttl=(\\d+)"),
                attribute(deployment, "App/Targets", "TargetGroupAttributes", "deregistration_delay.timeout_seconds"));
        int start = in("payara/launch", "APP_START_LIMIT:-(\\d+)");
        ascending(
                "an app node times out, with a reason, before its bootstrap",
                problems,
                start,
                patience(deployment, "App"));
        ascending(
                "the function answers, then ends, before CloudFormation stops waiting",
                problems,
                in("src/schema/java/threetier/schema/SchemaFunction.java", "ofSeconds\\((\\d+)\\)"),
                Integer.parseInt(deployment.resource("Schema/Function").text("Timeout")),
                Integer.parseInt(deployment.resource("Schema/Schema").text("ServiceTimeout")));
        for (String tier : List.of("Web", "App")) {
            int health = in("cloudformation/node/launched", "TARGET_LIMIT:-(\\d+)");
            ascending(
                    tier + ": its balancer has time to find a node healthy, then the group replaces the node,"
                            + " and only then an instance refresh would continue",
                    problems,
                    health,
                    Integer.parseInt("0" + deployment.resource(tier + "/Nodes").text("HealthCheckGracePeriod")),
                    Integer.parseInt("0" + deployment.resource(tier + "/Nodes").text("DefaultInstanceWarmup")));
            ascending(
                    tier + ": a bootstrap fails before CloudFormation's signal timeout",
                    problems,
                    patience(deployment, tier),
                    bootstrap(deployment, tier),
                    signal(deployment, tier));
            List<Integer> steps = steps(deployment, tier);
            ascending(
                    tier + ": a package that cannot be installed is named before the installation ends",
                    problems,
                    in("cloudformation/node/packages", "PACKAGES_LIMIT:-(\\d+)"),
                    steps.size() > 1 ? steps.get(0) : 0);
            ascending(
                    tier + ": a balancer's refusal is logged before the wait for it ends",
                    problems,
                    health,
                    steps.size() > 2 ? steps.get(2) : 0);
            ascending(
                    tier + ": a node is ready before its launch is abandoned",
                    problems,
                    untilReady(deployment, tier),
                    deployment.resource(tier + "/Nodes").maps("LifecycleHookSpecificationList").stream()
                            .mapToInt(hook -> Integer.parseInt(
                                    hook.get("HeartbeatTimeout").toString()))
                            .min()
                            .orElse(0));
            ascending(
                    tier + ": a health check gives its reason before it ends",
                    problems,
                    patience(deployment, tier),
                    steps.size() > 1 ? steps.get(1) : 0);
            Resource targets = deployment.resource(
                    (tier.equals("Web") ? deployment.entrances().get(0) : tier) + "/Targets");
            int notices = Integer.parseInt(targets.text("HealthCheckIntervalSeconds"))
                    * Integer.parseInt(targets.text("UnhealthyThresholdCount"));
            ascending(
                    tier + ": the balancer notices a node that drains",
                    problems,
                    notices,
                    tier.equals("Web")
                            ? in("httpd/launch", "WEB_DRAIN:-(\\d+)")
                            : in("payara/launch", "APP_DRAIN:-(\\d+)"));
            ascending(
                    tier + ": a health check ends before the next",
                    problems,
                    Integer.parseInt(targets.text("HealthCheckTimeoutSeconds")),
                    Integer.parseInt(targets.text("HealthCheckIntervalSeconds")));
        }
    }

    /** CloudFront waits longer than its balancer for an answer, and closes an idle connection earlier. */
    private static void edge(EvaluatedStack deployment, Problems problems) {
        int idle = attribute(deployment, "Origin/Balancer", "LoadBalancerAttributes", "idle_timeout.timeout_seconds");
        List<Map<String, Object>> origins = EdgeAssertions.vpcOrigins(deployment);
        problems.expect(!origins.isEmpty(), "the distribution has no VPC origin");
        for (Map<String, Object> origin : origins) {
            ascending(
                    "the balancer times out before CloudFront",
                    problems,
                    idle,
                    Integer.parseInt(
                            origin.getOrDefault("OriginReadTimeout", 30).toString()));
            ascending(
                    "the sender of requests closes an idle connection first (CloudFront, balancer)",
                    problems,
                    Integer.parseInt(
                            origin.getOrDefault("OriginKeepaliveTimeout", 5).toString()),
                    idle);
        }
    }

    /** An ALB between the tiers takes a request completely, and then sends it to Payara. */
    private static void alb(EvaluatedStack deployment, int answer, Problems problems) {
        int idle = attribute(deployment, "App/Balancer", "LoadBalancerAttributes", "idle_timeout.timeout_seconds");
        ascending(
                "the sender of requests closes an idle connection first (httpd, inner balancer, Payara)",
                problems,
                in("httpd/proxy.conf", "ttl=(\\d+)"),
                idle,
                in("payara/server.asadmin", "timeout-seconds=(\\d+)"));
        ascending("httpd times out before the inner balancer", problems, answer, idle);
    }

    /** An NLB between the tiers only passes on bytes. */
    private static void nlb(EvaluatedStack deployment, Problems problems) {
        ascending(
                "the sender of requests closes an idle connection first (httpd, Payara, inner balancer)",
                problems,
                in("httpd/proxy.conf", "ttl=(\\d+)"),
                in("payara/server.asadmin", "timeout-seconds=(\\d+)"),
                attribute(deployment, "App/Listener", "ListenerAttributes", "tcp.idle_timeout.seconds"));
        ascending(
                "an unready app node finishes its requests",
                problems,
                in("payara/launch", "APP_DRAIN:-(\\d+)"),
                attribute(
                        deployment,
                        "App/Targets",
                        "TargetGroupAttributes",
                        "target_health_state.unhealthy.draining_interval_seconds"));
    }

    private static void ascending(String what, Problems problems, int... seconds) {
        for (int i = 1; i < seconds.length; i++) {
            problems.expect(
                    seconds[i - 1] < seconds[i],
                    what + ": " + seconds[i - 1] + " s is not less than " + seconds[i] + " s");
        }
    }

    /** The shorter of the signal timeouts for creation and update of the group. */
    private static int signal(EvaluatedStack deployment, String tier) {
        Map<String, Object> group = deployment.resource(tier + "/Nodes").definition();
        Object created = Template.map(Template.map(group.get("CreationPolicy")).get("ResourceSignal"))
                .get("Timeout");
        Object updated = Template.map(Template.map(group.get("UpdatePolicy")).get("AutoScalingRollingUpdate"))
                .get("PauseTime");
        return Stream.of(created, updated)
                .mapToInt(time -> 60 * Integer.parseInt(time.toString().replaceAll("PT(\\d+)M", "$1")))
                .min()
                .orElseThrow();
    }

    /** The maximum duration of a bootstrap: the sum of the limits of its steps. */
    private static int bootstrap(EvaluatedStack deployment, String tier) {
        return bounds(NodeAssertions.userData(deployment, tier));
    }

    /** The maximum duration of a bootstrap until it completes the launch of its node. */
    private static int untilReady(EvaluatedStack deployment, String tier) {
        return bounds(NodeAssertions.userData(deployment, tier)
                .replaceAll("(?s).*exec >|timeout --verbose \\d+ \\S+/launched .*", ""));
    }

    private static int bounds(String script) {
        return Pattern.compile("timeout (?:--verbose )?(\\d+) |\"\\$SECONDS\" -lt (\\d+) ")
                .matcher(script)
                .results()
                .mapToInt(bound -> Integer.parseInt(bound.group(1) == null ? bound.group(2) : bound.group(1)))
                .sum();
    }

    /** The limits of the installation and of the steps after it. */
    private static List<Integer> steps(EvaluatedStack deployment, String tier) {
        return Pattern.compile("timeout --verbose (\\d+) ")
                .matcher(NodeAssertions.userData(deployment, tier))
                .results()
                .map(bound -> Integer.parseInt(bound.group(1)))
                .toList();
    }

    /** The maximum time for which a bootstrap waits until the node is healthy. */
    private static int patience(EvaluatedStack deployment, String tier) {
        Matcher waits = Pattern.compile("--retry (\\d+) --retry-delay (\\d+)")
                .matcher(NodeAssertions.userData(deployment, tier));
        return waits.find() ? Integer.parseInt(waits.group(1)) * Integer.parseInt(waits.group(2)) : 0;
    }

    private static int attribute(EvaluatedStack deployment, String resource, String property, String key) {
        return Integer.parseInt("0" + Assertion.attribute(deployment.resource(resource), property, key));
    }

    private static int in(String file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
            if (!matcher.find()) {
                throw new IllegalArgumentException(file + " does not contain " + pattern);
            }
            return Integer.parseInt(matcher.group(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
