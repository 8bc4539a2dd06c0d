package threetier.cloud;

import java.util.List;
import java.util.Map;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** Balancers, listeners and target groups. */
final class BalancerAssertions implements Assertion {

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        for (Resource target : deployment.resources("AWS::ElasticLoadBalancingV2::TargetGroup")) {
            problems.expect(
                    target.text("HealthCheckPath").isEmpty()
                            || target.text("HealthCheckProtocol").startsWith("HTTP"),
                    target.id() + ": a path in a health check that is not HTTP");
        }
        deployment.entrances().forEach(entrance -> alb(deployment, entrance, problems));
        boolean affinity = deployment.parameter("Sessions").equals("affinity");
        Resource inner = deployment.resource("App/Balancer");
        problems.expect(
                inner.text("Type").equals(affinity ? "application" : "network")
                        && inner.text("Scheme").equals("internal"),
                "the inner balancer is not internal, or of the wrong type");
        problems.attributes(inner, "LoadBalancerAttributes", Map.of("load_balancing.cross_zone.enabled", "true"));
        String protocol = affinity ? "HTTP" : "TCP";
        problems.expect(
                deployment.resource("App/Listener").text("Protocol").equals(protocol),
                "the inner balancer does not listen for " + protocol);
        Resource targets = deployment.resource("App/Targets");
        problems.expect(
                targets.text("Protocol").equals(protocol)
                        && targets.text("HealthCheckProtocol").equals("HTTP")
                        && targets.text("HealthCheckPath").equals("/health/ready")
                        && targets.text("HealthCheckPort").equals("8080"),
                "app nodes are not checked with /health/ready");
        if (affinity) {
            sticky(inner, targets, problems);
        } else {
            tcp(targets, problems);
        }
    }

    /** A client stays on its node, and the application gets the headers that httpd sends. */
    private static void sticky(Resource alb, Resource targets, Problems problems) {
        problems.attributes(
                targets, "TargetGroupAttributes", Map.of("stickiness.enabled", "true", "stickiness.type", "lb_cookie"));
        problems.attributes(
                alb,
                "LoadBalancerAttributes",
                Map.of(
                        "routing.http.preserve_host_header.enabled",
                        "true",
                        "routing.http.xff_header_processing.mode",
                        "preserve",
                        "routing.http.drop_invalid_header_fields.enabled",
                        "true"));
    }

    private static void tcp(Resource targets, Problems problems) {
        problems.attributes(
                targets,
                "TargetGroupAttributes",
                Map.of(
                        "preserve_client_ip.enabled",
                        "false",
                        "target_health_state.unhealthy.connection_termination.enabled",
                        "false",
                        "deregistration_delay.connection_termination.enabled",
                        "false"));
        problems.expect(
                !Assertion.attribute(
                                targets,
                                "TargetGroupAttributes",
                                "target_health_state.unhealthy.draining_interval_seconds")
                        .isEmpty(),
                "an unhealthy app node has no time to drain");
        problems.expect(
                !targets.properties().toString().contains("stickiness"),
                "a TCP balancer is to keep a client on its node");
    }

    private static void alb(EvaluatedStack deployment, String stack, Problems problems) {
        boolean open = stack.equals("Web");
        Resource alb = deployment.resource(stack + "/Balancer");
        problems.expect(
                alb.text("Type").equals("application")
                        && alb.text("Scheme").equals(open ? "internet-facing" : "internal"),
                alb.id() + " is not public, or not internal");
        if (!open) {
            // CloudFront's own address must not become that of the client
            problems.attributes(
                    alb, "LoadBalancerAttributes", Map.of("routing.http.xff_header_processing.mode", "preserve"));
        }
        problems.attributes(
                alb, "LoadBalancerAttributes", Map.of("routing.http.drop_invalid_header_fields.enabled", "true"));
        problems.expect(
                deployment.resource(stack + "/Targets").text("HealthCheckPath").equals("/web-health")
                        && deployment
                                .resource(stack + "/Targets")
                                .text("HealthCheckProtocol")
                                .equals("HTTP"),
                "web nodes are not checked with /web-health");
        List<Resource> listeners = deployment.resources("AWS::ElasticLoadBalancingV2::Listener").stream()
                .filter(listener -> listener.text("LoadBalancerArn").equals(alb.id()))
                .toList();
        boolean https = listeners.stream()
                .anyMatch(listener -> listener.text("Protocol").equals("HTTPS"));
        for (Resource listener : listeners) {
            Map<String, Object> action = listener.maps("DefaultActions").get(0);
            if (listener.text("Protocol").equals("HTTPS")) {
                problems.expect(listener.text("SslPolicy").contains("TLS13"), "HTTPS accepts old versions of TLS");
                problems.expect(
                        listener.text("Port").equals("443")
                                && !listener.maps("Certificates").isEmpty(),
                        "HTTPS is not on 443 with a certificate");
            } else {
                problems.expect(open, alb.id() + " listens for HTTP");
                problems.expect(
                        listener.text("Port").equals("80") && action.get("Type").equals(https ? "redirect" : "forward"),
                        "HTTP does not redirect");
            }
        }
        List<Resource> rules = deployment.resources("AWS::ElasticLoadBalancingV2::ListenerRule").stream()
                .filter(rule -> rule.text("ListenerArn").equals("Web/HttpListener"))
                .toList();
        problems.expect(
                !https
                        || !open
                        || rules.size() == 1
                                && rules.get(0).properties().toString().contains("/web-health")
                                && rules.get(0)
                                        .maps("Actions")
                                        .get(0)
                                        .get("Type")
                                        .equals("forward"),
                "/web-health is redirected");
    }
}
