package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * The configuration of the HAProxy that plays a balancer: its listeners, their rules, and the target groups to which
 * they lead.
 *
 * @param deployment evaluated with the ids of resources
 * @param balancer the balancer
 * @param targets the hosts of all nodes, also those without a node now
 * @param socket for commands
 * @param certificate of listeners with HTTPS, with its private key
 */
record BalancerSettings(
        EvaluatedStack deployment, Resource balancer, List<Host> targets, String socket, String certificate) {

    private static final String HTTP = """
                option forwardfor
                option http-no-delay
                http-request set-header X-Forwarded-Port %[dst_port]
            """;

    /** The text of the configuration. */
    String text() {
        boolean isHttp = isHttp();
        StringBuilder text = new StringBuilder("""
                global
                    maxconn 4096
                    tune.bufsize 98304
                    stats socket %s mode 600 level admin
                defaults
                    mode %s
                    timeout connect 5s
                    timeout client %3$ss
                    timeout server %3$ss
                    retries 0
                """.formatted(socket, isHttp ? "http" : "tcp", idle()));
        Set<String> groups = new LinkedHashSet<>();
        listeners().forEach(listener -> text.append(frontend(listener, groups)));
        groups.forEach(group -> text.append(backend(deployment.resource(group))));
        return text.toString();
    }

    /** The name of a target group in the configuration. */
    static String name(String id) {
        return id.replace('/', '-');
    }

    /** Whether this balancer sends requests to a target group. */
    boolean leadsTo(String group) {
        return text().contains("use_backend " + name(group));
    }

    private List<Host> members(Resource group) {
        return targets.stream()
                .filter(host -> deployment
                        .resource(host.resource())
                        .texts("TargetGroupARNs")
                        .contains(group.id()))
                .toList();
    }

    private boolean isHttp() {
        return !balancer.text("Type").equals("network");
    }

    private List<Resource> listeners() {
        return deployment.resources("AWS::ElasticLoadBalancingV2::Listener").stream()
                .filter(listener -> listener.text("LoadBalancerArn").equals(balancer.id()))
                .toList();
    }

    /** The idle time-out in seconds; the defaults are those of AWS. */
    private String idle() {
        return isHttp()
                ? attribute(balancer, "LoadBalancerAttributes", "idle_timeout.timeout_seconds", "60")
                : listeners().stream()
                        .map(listener -> attribute(listener, "ListenerAttributes", "tcp.idle_timeout.seconds", "350"))
                        .findFirst()
                        .orElse("350");
    }

    private String frontend(Resource listener, Set<String> groups) {
        boolean tls = listener.text("Protocol").equals("HTTPS");
        StringBuilder text = new StringBuilder("frontend " + name(listener.id()) + "\n    bind :"
                + listener.text("Port") + (tls ? " ssl crt " + certificate : "") + "\n");
        if (isHttp()) {
            text.append(HTTP.indent(0))
                    .append("    http-request set-header X-Forwarded-Proto " + (tls ? "https" : "http"));
            text.append('\n');
        }
        List<String> uses = new ArrayList<>();
        deployment.resources("AWS::ElasticLoadBalancingV2::ListenerRule").stream()
                .filter(rule -> rule.text("ListenerArn").equals(listener.id()))
                .sorted(Comparator.comparingInt(rule -> Integer.parseInt(rule.text("Priority"))))
                .forEach(rule -> {
                    String name = "rule-" + rule.text("Priority");
                    text.append("    http-request set-var(txn.rule) str(" + name + ") if !{ var(txn.rule) -m found }"
                            + conditions(rule) + "\n");
                    uses.add(action(rule, rule.maps("Actions"), " if { var(txn.rule) -m str " + name + " }", groups));
                });
        uses.add(action(
                listener, listener.maps("DefaultActions"), isHttp() ? " if !{ var(txn.rule) -m found }" : "", groups));
        // HAProxy decides between backends after all answers of its own
        uses.stream().filter(use -> use.contains("http-request")).forEach(text::append);
        uses.stream().filter(use -> use.contains("use_backend")).forEach(text::append);
        return text.toString();
    }

    private static String conditions(Resource rule) {
        return rule.maps("Conditions").stream()
                .map(condition -> switch (condition.get("Field").toString()) {
                    case "path-pattern" -> " { path -m reg" + patterns(condition, "PathPatternConfig") + " }";
                    case "host-header" ->
                        " { hdr(host),field(1,:) -m reg -i" + patterns(condition, "HostHeaderConfig") + " }";
                    case "http-request-method" -> " { method" + values(condition, "HttpRequestMethodConfig") + " }";
                    default ->
                        throw new CommandException(rule.id() + ": the rehearsal does not play the condition "
                                + condition.get("Field") + ".");
                })
                .collect(Collectors.joining());
    }

    private static String values(Map<String, Object> condition, String field) {
        return Resource.items(Template.map(condition.get(field)).get("Values")).stream()
                .map(value -> " " + value)
                .collect(Collectors.joining());
    }

    private static String patterns(Map<String, Object> condition, String field) {
        return Resource.items(Template.map(condition.get(field)).get("Values")).stream()
                .map(value ->
                        " ^" + value.replace(".", "\\.").replace("*", ".*").replace("?", ".") + "$")
                .collect(Collectors.joining());
    }

    private String action(Resource owner, List<Map<String, Object>> actions, String condition, Set<String> groups) {
        Map<String, Object> action = actions.get(actions.size() - 1);
        switch (action.get("Type").toString()) {
            case "forward" -> {
                groups.add(action.get("TargetGroupArn").toString());
                return "    use_backend " + name(action.get("TargetGroupArn").toString()) + condition + "\n";
            }
            case "redirect" -> {
                Map<String, Object> to = Template.map(action.get("RedirectConfig"));
                String host = to.getOrDefault("Host", "%[hdr(host),field(1,:)]").toString();
                return "    http-request redirect code "
                        + to.get("StatusCode").toString().replaceFirst("HTTP_", "")
                        + " location " + to.get("Protocol").toString().toLowerCase(java.util.Locale.ROOT) + "://" + host
                        + ":" + to.get("Port") + "%[capture.req.uri]" + condition + "\n";
            }
            case "fixed-response" -> {
                Map<String, Object> answer = Template.map(action.get("FixedResponseConfig"));
                return "    http-request return status " + answer.get("StatusCode") + condition + "\n";
            }
            default ->
                throw new CommandException(
                        owner.id() + ": the rehearsal does not play the action " + action.get("Type") + ".");
        }
    }

    private String backend(Resource group) {
        String port = group.text("HealthCheckPort");
        String path = group.text("HealthCheckPath");
        String matcher = Template.map(group.properties().getOrDefault("Matcher", Map.of()))
                .getOrDefault("HttpCode", "200")
                .toString();
        boolean least = attribute(group, "TargetGroupAttributes", "load_balancing.algorithm.type", "")
                .equals("least_outstanding_requests");
        StringBuilder text = new StringBuilder("backend " + name(group.id()) + "\n    balance "
                + (least ? "leastconn" : "roundrobin") + "\n    timeout check "
                + text(group, "HealthCheckTimeoutSeconds", "5")
                + "s\n    option httpchk GET " + (path.isEmpty() ? "/" : path) + "\n    http-check expect status "
                + matcher
                + "\n    default-server check inter " + text(group, "HealthCheckIntervalSeconds", "30") + "s rise "
                + text(group, "HealthyThresholdCount", "5") + " fall " + text(group, "UnhealthyThresholdCount", "2")
                + " disabled\n");
        boolean sticky = attribute(group, "TargetGroupAttributes", "stickiness.enabled", "")
                .equals("true");
        if (sticky) {
            text.append("    cookie AWSALB insert indirect\n");
        }
        for (Host host : members(group)) {
            text.append("    server " + host.name() + " " + host.address() + ":" + group.text("Port")
                    + (port.isEmpty() || port.equals("traffic-port") ? "" : " port " + port)
                    + (sticky ? " cookie " + host.name() : "") + "\n");
        }
        return text.toString();
    }

    private static String text(Resource resource, String property, String other) {
        String value = resource.text(property);
        return value.isEmpty() ? other : value;
    }

    private static String attribute(Resource resource, String list, String key, String other) {
        return resource.maps(list).stream()
                .filter(attribute -> attribute.get("Key").equals(key))
                .map(attribute -> attribute.get("Value").toString())
                .findFirst()
                .orElse(other);
    }
}
