package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.rehearse.aws.PhysicalNames;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** All balancers, and the nodes that are registered with them. */
final class PlayedBalancers {

    private final EvaluatedStack deployment;
    private final List<PlayedNode> nodes;
    private final Path certificate;
    private final List<PlayedBalancer> balancers = new ArrayList<>();
    private final Set<PlayedNode> registered = new LinkedHashSet<>();

    /**
     * @param deployment evaluated with the ids of resources
     * @param nodes all nodes
     * @param certificate of listeners with HTTPS, with its private key
     */
    PlayedBalancers(EvaluatedStack deployment, List<PlayedNode> nodes, Path certificate) {
        this.deployment = deployment;
        this.nodes = nodes;
        this.certificate = certificate;
    }

    /** Starts all balancers. They have no target yet. */
    void start(List<Host> hosts, Path folder, BiConsumer<String, String> raised) {
        for (Host host : hosts) {
            if (host.plays(deployment, "AWS::ElasticLoadBalancingV2::LoadBalancer")) {
                PlayedBalancer balancer = new PlayedBalancer(host, folder);
                balancer.start(settings(host).text());
                balancers.add(balancer);
                raised.accept(host.resource(), "HAProxy in " + host.name());
            }
        }
    }

    /** Registers a node with its target groups, if it is not registered yet. */
    void register(PlayedNode node) {
        if (registered.add(node)) {
            groups(node).forEach(group -> of(group).forEach(balancer -> balancer.register(group.id(), node)));
        }
    }

    /** The health of all targets, as lines {@code TARGET_GROUP INSTANCE STATE}. */
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

    private String state(Resource group, PlayedNode node) {
        Set<String> states = of(group).stream()
                .map(balancer -> balancer.state(group.id(), node))
                .collect(Collectors.toSet());
        return Stream.of("unhealthy", "initial", "healthy")
                .filter(states::contains)
                .findFirst()
                .orElse("unused");
    }

    private BalancerSettings settings(Host host) {
        return new BalancerSettings(
                deployment,
                deployment.resource(host.resource()),
                nodes,
                PlayedBalancer.socket(host.name()).toString(),
                certificate.toString());
    }

    private Stream<Resource> groups(PlayedNode node) {
        return deployment.resource(node.host().resource()).texts("TargetGroupARNs").stream()
                .map(deployment::resource);
    }

    /** The balancers that send requests to a target group. */
    private List<PlayedBalancer> of(Resource group) {
        return balancers.stream()
                .filter(balancer -> settings(balancer.host()).leadsTo(group.id()))
                .toList();
    }
}
