package threetier.command.rehearse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Pause;
import threetier.command.template.Template;

/** Plays the nodes in a network that stands: each boots and runs its user data, with balancers and AWS around it. */
final class NodeRehearsal {

    private static final int STEP = 500;

    private final List<Host> hosts;
    private final BiConsumer<String, String> raised;
    private final PlayedSite site;
    private final List<PlayedNode> nodes = new ArrayList<>();

    /**
     * @param site what is around the nodes
     * @param hosts the hosts of the network
     * @param raised gets the id of each resource that stands, and what it is
     */
    NodeRehearsal(PlayedSite site, List<Host> hosts, BiConsumer<String, String> raised) {
        this.site = site;
        this.hosts = hosts;
        this.raised = raised;
    }

    /**
     * @throws CommandException if a node does not signal that it is ready; the message has the end of its log. Also if
     *     a role was not allowed something
     */
    void play() {
        hosts.stream()
                .filter(host -> host.plays(site.deployment(), "AWS::AutoScaling::AutoScalingGroup"))
                .forEach(host -> nodes.add(site.node(host, PlayedNode.instance(host), host.name(), 1)));
        site.start(nodes);
        // CloudFormation makes the groups in the order of the stacks
        nodes.stream().map(node -> node.host().resource()).distinct().forEach(group -> {
            List<PlayedNode> members = nodes.stream()
                    .filter(node -> node.host().resource().equals(group))
                    .toList();
            members.forEach(node -> node.boot(site.root(), PlayedAws.endpoint()));
            awaitSignals(members);
        });
        site.check();
        if (!site.aws().events("refused").isEmpty()) {
            throw new CommandException("The site works, but AWS has refused what its nodes need.");
        }
    }

    private void awaitSignals(List<PlayedNode> members) {
        Set<String> open =
                members.stream().map(PlayedNode::instance).collect(Collectors.toCollection(LinkedHashSet::new));
        long start = System.nanoTime();
        while (!open.isEmpty()) {
            // A node signals before it ends
            List<PlayedNode> ended =
                    members.stream().filter(PlayedNode::hasEnded).toList();
            for (Json event : site.aws().events("lifecycle")) {
                if (event.text("result").equals("CONTINUE")) {
                    site.balancers().register(node(event.text("instance")));
                }
            }
            site.balancers().look();
            site.aws().targets(site.balancers().states());
            for (Json signal : site.aws().events("signal")) {
                PlayedNode node = node(signal.text("instance"));
                if (!signal.text("status").equals("SUCCESS")) {
                    throw node.failed("signals a failure");
                }
                if (open.remove(node.instance())) {
                    raised.accept(node.host().resource(), node.host().name() + " " + node.instance() + " is ready");
                }
            }
            for (PlayedNode node : members) {
                if (open.contains(node.instance()) && ended.contains(node)) {
                    throw node.failed("has ended without a signal");
                }
                if (open.contains(node.instance())
                        && System.nanoTime() - start > limit(node).toNanos()) {
                    throw node.failed("has not signalled within " + limit(node).toSeconds() + " s");
                }
            }
            Pause.millis(STEP);
        }
    }

    private PlayedNode node(String instance) {
        return nodes.stream()
                .filter(node -> node.instance().equals(instance))
                .findFirst()
                .orElseThrow();
    }

    /** How long CloudFormation waits for the signals of a group. */
    private Duration limit(PlayedNode node) {
        Object signal = Template.map(site.deployment()
                        .resource(node.host().resource())
                        .definition()
                        .getOrDefault("CreationPolicy", Map.of()))
                .getOrDefault("ResourceSignal", Map.of());
        return Duration.parse(
                Template.map(signal).getOrDefault("Timeout", "PT5M").toString());
    }
}
