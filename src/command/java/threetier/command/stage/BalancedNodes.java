package threetier.command.stage;

import java.time.Duration;
import java.util.List;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/** The nodes that get requests from the balancers of the web and app tiers. */
final class BalancedNodes {

    /** The longest time that a balancer may take to find a new node healthy. */
    private static final Duration ADMISSION_LIMIT = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final Nodes nodes;
    private final AppTier apps;
    private final Steps steps;
    private final Balancer balancer;
    private final String inner;

    /** @param sessions decides on the balancer between the tiers */
    BalancedNodes(Workspace workspace, Nodes nodes, AppTier apps, Sessions sessions, Steps steps) {
        this.workspace = workspace;
        this.nodes = nodes;
        this.apps = apps;
        this.steps = steps;
        balancer = new Balancer(workspace, nodes);
        inner = sessions == Sessions.AFFINITY ? Balancer.INNER_ALB : Balancer.NLB;
    }

    /** Starts the balancer of a tier on this port, with all existing nodes. */
    void begin(String tier, int port) {
        begin(tier, port, List.of());
    }

    /** Starts it with rules that lead to other nodes. */
    void begin(String tier, int port, List<ForwardRule> rules) {
        steps.ready(
                tier,
                balancer(tier) + " (HAProxy)",
                () -> balancer.start(balancer(tier), tier, port, nodes.servers(tier), apps::portForRequests, rules));
    }

    /** Adds a node, and waits until the balancer sends it requests. */
    Node admit(Node node) {
        String name = balancer(node.tier());
        balancer.add(name, node, apps.portForRequests(node));
        node.awaitReady(ADMISSION_LIMIT, List.of(workspace.log(name)), () -> holds(node));
        return node;
    }

    /** Whether the balancer sends requests to this node. */
    boolean holds(Node node) {
        return balancer.healthy(balancer(node.tier()), node);
    }

    /** Removes a stopped node from its balancer. */
    void forget(Node node) {
        balancer.remove(balancer(node.tier()), node);
    }

    private String balancer(String tier) {
        return tier.equals("web") ? Balancer.ALB : inner;
    }
}
