package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.rehearse.PlayedBalancer.Targets;
import threetier.command.rehearse.aws.PhysicalNames;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** All balancers, and the nodes that are registered with them. */
final class PlayedBalancers {

    private final EvaluatedStack deployment;
    private final Path certificate;
    private final List<PlayedBalancer> balancers = new ArrayList<>();
    /** The balancers that send requests to a target group, by its id. */
    private final Map<String, List<PlayedBalancer>> leading = new LinkedHashMap<>();

    private final Set<PlayedNode> registered = new LinkedHashSet<>();
    private Map<PlayedBalancer, Targets> seen = Map.of();

    /**
     * @param deployment evaluated with the ids of resources
     * @param certificate of listeners with HTTPS, with its private key
     */
    PlayedBalancers(EvaluatedStack deployment, Path certificate) {
        this.deployment = deployment;
        this.certificate = certificate;
    }

    /** Starts all balancers. They have no target yet. */
    void start(List<Host> hosts, Path folder, BiConsumer<String, String> raised) {
        List<Host> targets = hosts.stream()
                .filter(host -> host.plays(deployment, "AWS::AutoScaling::AutoScalingGroup"))
                .toList();
        for (Host host : hosts) {
            if (host.plays(deployment, "AWS::ElasticLoadBalancingV2::LoadBalancer")) {
                BalancerSettings settings = new BalancerSettings(
                        deployment,
                        deployment.resource(host.resource()),
                        targets,
                        PlayedBalancer.socket(host.name()).toString(),
                        certificate.toString());
                PlayedBalancer balancer = new PlayedBalancer(host, folder);
                balancer.start(settings.text());
                balancers.add(balancer);
                deployment.resources("AWS::ElasticLoadBalancingV2::TargetGroup").stream()
                        .filter(group -> settings.leadsTo(group.id()))
                        .forEach(group -> leading.computeIfAbsent(group.id(), id -> new ArrayList<>())
                                .add(balancer));
                raised.accept(host.resource(), "HAProxy in " + host.name());
            }
        }
    }

    /** Registers a node with its target groups, if it is not registered yet. */
    void register(PlayedNode node) {
        if (registered.add(node)) {
            groups(node).forEach(group -> of(group).forEach(balancer -> balancer.register(group.id(), node.host())));
        }
    }

    /** Takes a node out of its target groups. Its connections stay. */
    void deregister(PlayedNode node) {
        if (registered.remove(node)) {
            groups(node).forEach(group -> of(group).forEach(balancer -> balancer.deregister(group.id(), node.host())));
        }
    }

    /** Leaves out the balancers of these hosts, whose zone has failed. */
    void without(Set<Host> dark) {
        balancers.removeIf(balancer -> dark.contains(balancer.host()));
    }

    /** Looks at all targets. */
    void look() {
        Map<PlayedBalancer, Targets> now = new LinkedHashMap<>();
        balancers.forEach(balancer -> now.put(balancer, balancer.targets()));
        seen = now;
    }

    /** The health of all targets at the last look, as lines {@code TARGET_GROUP INSTANCE STATE}. */
    List<String> states() {
        List<String> lines = new ArrayList<>();
        PhysicalNames names = new PhysicalNames();
        for (PlayedNode node : registered) {
            groups(node)
                    .forEach(group -> lines.add(names.reference(group.id(), group.type()) + " " + node.instance() + " "
                            + state(group, node)));
        }
        return lines;
    }

    /** The health of a node at the last look, in the words of AWS: the worst of its target groups. */
    String state(PlayedNode node) {
        return registered.contains(node)
                ? worst(groups(node).map(group -> state(group, node)).collect(Collectors.toSet()))
                : "unused";
    }

    /** Whether a balancer had a connection to a node at the last look. */
    boolean connected(PlayedNode node) {
        return groups(node)
                .anyMatch(group ->
                        of(group).anyMatch(balancer -> seen.get(balancer).connected(group.id(), node.host())));
    }

    private String state(Resource group, PlayedNode node) {
        return worst(of(group)
                .map(balancer -> seen.get(balancer).state(group.id(), node.host()))
                .collect(Collectors.toSet()));
    }

    private static String worst(Set<String> states) {
        return Stream.of("unhealthy", "initial", "healthy")
                .filter(states::contains)
                .findFirst()
                .orElse("unused");
    }

    private Stream<Resource> groups(PlayedNode node) {
        return deployment.resource(node.host().resource()).texts("TargetGroupARNs").stream()
                .map(deployment::resource);
    }

    /** The balancers that send requests to a target group, and work. */
    private Stream<PlayedBalancer> of(Resource group) {
        return leading.getOrDefault(group.id(), List.of()).stream().filter(balancers::contains);
    }
}
