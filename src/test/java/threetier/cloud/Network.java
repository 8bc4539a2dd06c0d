package threetier.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threetier.cloud.Subnets.WayOut;
import threetier.command.rehearse.Arrow;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Member;
import threetier.command.template.Resource;
import threetier.command.template.Rule;
import threetier.command.template.Template;

/**
 * The network paths of a deployment. The possible paths follow from its security groups, subnets and routes. The used
 * paths follow from its listeners, targets and addresses.
 */
final class Network {

    static final String INTERNET = "internet";
    static final String CLOUDFRONT = Rule.CLOUDFRONT;
    private static final Pattern ADDRESS = Pattern.compile(
            "((?:[A-Za-z]+/)+[A-Za-z]+)\\.(?:DNSName|Endpoint\\.Address|ReadEndpoint\\.Address):(\\d+)");

    private static final Pattern CLUSTER_PORT = Pattern.compile("(?m)^CLUSTER_PORT=(\\d+)$");

    private final EvaluatedStack deployment;
    private final Subnets subnets;
    private final List<Member> members;
    private final List<Rule> rules;

    Network(EvaluatedStack deployment, Map<String, WayOut> existing) {
        this.deployment = deployment;
        subnets = new Subnets(deployment, existing);
        members = Member.of(deployment);
        rules = Rule.all(deployment);
    }

    List<Member> members() {
        return members;
    }

    Subnets subnets() {
        return subnets;
    }

    List<Rule> rules() {
        return rules;
    }

    /** All possible paths. */
    Set<Arrow> open() {
        Set<Arrow> arrows = new TreeSet<>();
        for (Member from : members) {
            rules(from, false)
                    .filter(rule -> byInternet(rule) && wayOut(from, WayOut.NAT, WayOut.INTERNET))
                    .forEach(rule -> arrows.add(new Arrow(from.name(), rule.ports(), INTERNET)));
            for (Member to : members) {
                rules(from, false)
                        .filter(egress -> meets(egress, to))
                        .forEach(egress -> rules(to, true)
                                .filter(ingress -> meets(ingress, from))
                                .filter(ingress -> !(to.isPublic() && byInternet(egress) && byInternet(ingress)))
                                .forEach(ingress -> egress.ports(ingress)
                                        .ifPresent(ports -> arrows.add(new Arrow(from.name(), ports, to.name())))));
            }
        }
        for (Member to : members) {
            rules(to, true)
                    .filter(rule -> byInternet(rule) && to.isPublic() && wayOut(to, WayOut.INTERNET))
                    .forEach(rule -> arrows.add(new Arrow(INTERNET, rule.ports(), to.name())));
            rules(to, true)
                    .filter(rule -> CLOUDFRONT.equals(rule.peer()))
                    .forEach(rule -> arrows.add(new Arrow(CLOUDFRONT, rule.ports(), to.name())));
        }
        return arrows;
    }

    /** Paths that a rule at one end allows, even if no rule at the other end allows them. */
    Set<Arrow> halves() {
        Set<Arrow> arrows = new TreeSet<>();
        for (Rule rule : rules) {
            members.stream()
                    .filter(member -> member.groups().contains(rule.group()))
                    .map(Member::name)
                    .forEach(owner -> peers(rule)
                            .forEach(peer -> arrows.add(
                                    rule.ingress()
                                            ? new Arrow(peer, rule.ports(), owner)
                                            : new Arrow(owner, rule.ports(), peer))));
        }
        return arrows;
    }

    private List<String> peers(Rule rule) {
        if (CLOUDFRONT.equals(rule.peer())) {
            return List.of(CLOUDFRONT);
        }
        return byInternet(rule)
                ? List.of(INTERNET)
                : members.stream()
                        .filter(member -> meets(rule, member))
                        .map(Member::name)
                        .toList();
    }

    /** Paths that the members are configured to use. */
    Set<Arrow> used() {
        Set<Arrow> arrows = new TreeSet<>();
        for (Resource listener : deployment.resources("AWS::ElasticLoadBalancingV2::Listener")) {
            Member balancer = member(listener.text("LoadBalancerArn"));
            if (balancer.isPublic()) {
                arrows.add(new Arrow(INTERNET, listener.text("Port"), balancer.name()));
            }
            if (balancer.resource().id().equals(EdgeAssertions.origin(deployment))) {
                arrows.add(new Arrow(CLOUDFRONT, listener.text("Port"), balancer.name()));
            }
            listener.maps("DefaultActions").stream()
                    .filter(action -> action.containsKey("TargetGroupArn"))
                    .forEach(action -> forward(
                            balancer,
                            deployment.resource(action.get("TargetGroupArn").toString()),
                            arrows));
        }
        for (Resource rule : deployment.resources("AWS::ElasticLoadBalancingV2::ListenerRule")) {
            Member balancer =
                    member(deployment.resource(rule.text("ListenerArn")).text("LoadBalancerArn"));
            rule.maps("Actions").stream()
                    .filter(action -> action.containsKey("TargetGroupArn"))
                    .forEach(action -> forward(
                            balancer,
                            deployment.resource(action.get("TargetGroupArn").toString()),
                            arrows));
        }
        for (Member member : members) {
            Matcher cluster = CLUSTER_PORT.matcher(settings(member));
            while (cluster.find()) {
                arrows.add(new Arrow(member.name(), cluster.group(1), member.name()));
            }
            Matcher address = ADDRESS.matcher(settings(member));
            while (address.find()) {
                arrows.add(new Arrow(
                        member.name(),
                        address.group(2),
                        member(address.group(1)).name()));
            }
        }
        return arrows;
    }

    private void forward(Member balancer, Resource target, Set<Arrow> arrows) {
        members.stream()
                .filter(member -> member.resource().texts("TargetGroupARNs").contains(target.id()))
                .forEach(member -> {
                    arrows.add(new Arrow(balancer.name(), target.text("Port"), member.name()));
                    if (!target.text("HealthCheckPort").isEmpty()) {
                        arrows.add(new Arrow(balancer.name(), target.text("HealthCheckPort"), member.name()));
                    }
                });
    }

    /** The user data of a node, or the environment of a function. */
    private String settings(Member member) {
        if (member.resource().type().equals("AWS::AutoScaling::AutoScalingGroup")) {
            Object data = Member.launchTemplate(deployment, member.resource())
                    .map("LaunchTemplateData")
                    .get("UserData");
            return new String(Base64.getDecoder().decode(data.toString()), StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        Template.map(member.resource().map("Environment").getOrDefault("Variables", Map.of()))
                .forEach((name, value) -> text.append(name + "=" + value + "\n"));
        return text.toString();
    }

    private Member member(String id) {
        return members.stream()
                .filter(member -> member.resource().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no address in the network"));
    }

    private boolean meets(Rule rule, Member other) {
        return other.groups().contains(rule.peer())
                || rule.addresses() != null
                        && other.subnets().stream()
                                .anyMatch(subnet -> rule.addresses().overlaps(subnets.addresses(subnet)));
    }

    /**
     * Whether a rule's addresses are the internet. The arrows from and to the internet represent such rules, so two of
     * them give no arrow between two members.
     */
    private boolean byInternet(Rule rule) {
        return rule.addresses() != null && !subnets.inside(rule.addresses());
    }

    private boolean wayOut(Member member, WayOut... ways) {
        return member.subnets().stream().anyMatch(subnet -> List.of(ways).contains(subnets.wayOut(subnet)));
    }

    private Stream<Rule> rules(Member member, boolean ingress) {
        return rules.stream()
                .filter(rule -> rule.ingress() == ingress && member.groups().contains(rule.group()));
    }
}
