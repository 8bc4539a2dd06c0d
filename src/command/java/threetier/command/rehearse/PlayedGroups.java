package threetier.command.rehearse;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.rehearse.group.GroupAction;
import threetier.command.rehearse.group.GroupFigures;
import threetier.command.rehearse.group.GroupInstance;
import threetier.command.rehearse.group.GroupSettings;
import threetier.command.rehearse.group.Moment;
import threetier.command.rehearse.group.PlayedGroup;
import threetier.command.rehearse.group.SeenInstance;
import threetier.command.rehearse.group.SeenInstance.Answer;
import threetier.command.rehearse.group.SeenInstance.Health;

/** Does with nodes and balancers what the groups decide. */
final class PlayedGroups {

    private static final int ID_BYTES = 9;
    private static final int ID_LENGTH = 17;

    private final PlayedSite site;
    private final BiConsumer<String, String> said;
    private final Map<String, PlayedGroup> groups = new LinkedHashMap<>();
    private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
    private final List<GroupAction> waiting = new ArrayList<>();
    private final Set<Host> dark = new HashSet<>();

    /** @param said gets the id of a group, and what happens to an instance of it */
    PlayedGroups(PlayedSite site, BiConsumer<String, String> said) {
        this.site = site;
        this.said = said;
    }

    /** From now on, this group is played. */
    void add(GroupSettings settings) {
        groups.put(settings.id(), new PlayedGroup(settings, PlayedGroups::id));
    }

    /** Lets each group do what it is time for. */
    void step(Moment now) {
        nodes.values().removeIf(node -> node.shutsDown() && !node.isRunning());
        site.balancers().look();
        site.aws().targets(site.balancers().states());
        Map<String, Answer> hooks = answers("lifecycle", "result", "CONTINUE");
        Map<String, Answer> signals = answers("signal", "status", "SUCCESS");
        for (PlayedGroup group : groups.values()) {
            Map<String, SeenInstance> seen = new TreeMap<>();
            Map<String, Double> seconds = new TreeMap<>();
            for (GroupInstance one : group.instances()) {
                RunningNode node = nodes.get(one.id());
                if (node != null) {
                    seen.put(one.id(), seen(node, hooks, signals));
                    seconds.put(one.id(), node.seconds());
                } else if (waiting.stream().noneMatch(launch -> launch.instance() == one)) {
                    seen.put(one.id(), SeenInstance.GONE);
                }
            }
            int before = group.desired();
            List<GroupAction> actions = group.at(now, seen, seconds);
            if (group.desired() != before) {
                said.accept(group.settings().id(), "scaled from " + before + " to " + group.desired());
            }
            actions.forEach(this::act);
        }
        List<GroupAction> again = List.copyOf(waiting);
        waiting.clear();
        again.forEach(this::act);
        nodes.values().stream().filter(RunningNode::shutsDown).forEach(RunningNode::shutDown);
        nodes.values().forEach(RunningNode::step);
    }

    /**
     * Checks the nodes of a group that starts. CloudFormation does not wait for a new node in place of one that fails.
     *
     * @throws CommandException if one of them has failed; the message has the end of its log
     */
    void requireStart(PlayedGroup group) {
        for (GroupInstance one : group.instances()) {
            RunningNode node = nodes.get(one.id());
            if (node != null && one.failure().isPresent()) {
                throw node.node().failed(one.failure().get());
            }
        }
    }

    Collection<PlayedGroup> groups() {
        return groups.values();
    }

    /** These hosts do not work: no node is launched in their subnets. */
    void darken(Set<Host> hosts) {
        dark.addAll(hosts);
        groups.values().forEach(group -> hosts.forEach(host -> group.dark(host.subnet(), true)));
    }

    /** Changes the names that all nodes look up. */
    void rename(String names) {
        nodes.values().forEach(node -> node.rename(names));
    }

    /** The nodes of a group that exist. */
    List<RunningNode> nodes(String group) {
        return nodes.values().stream()
                .filter(node -> node.node().host().resource().equals(group))
                .toList();
    }

    List<GroupFigures> figures(Moment now) {
        return groups.values().stream().map(group -> group.figures(now)).toList();
    }

    private Map<String, Answer> answers(String kind, String field, String good) {
        Map<String, Answer> answers = new TreeMap<>();
        for (Json event : site.aws().events(kind)) {
            answers.put(event.text("instance"), event.text(field).equals(good) ? Answer.GOOD : Answer.BAD);
        }
        return answers;
    }

    private SeenInstance seen(RunningNode node, Map<String, Answer> hooks, Map<String, Answer> signals) {
        String id = node.node().instance();
        return new SeenInstance(
                node.isRunning(),
                hooks.getOrDefault(id, Answer.NONE),
                signals.getOrDefault(id, Answer.NONE),
                switch (site.balancers().state(node.node())) {
                    case "healthy" -> Health.HEALTHY;
                    case "unhealthy" -> Health.UNHEALTHY;
                    default -> Health.UNKNOWN;
                },
                site.balancers().connected(node.node()));
    }

    private void act(GroupAction action) {
        GroupInstance one = action.instance();
        if (action.kind() == GroupAction.Kind.LAUNCH) {
            launch(action);
            return;
        }
        RunningNode node = nodes.get(one.id());
        if (node == null) {
            // It has not found a place yet
            waiting.removeIf(launch -> launch.instance() == one);
            return;
        }
        switch (action.kind()) {
            case REGISTER -> site.balancers().register(node.node());
            case DEREGISTER -> site.balancers().deregister(node.node());
            default -> node.shutDown();
        }
        if (!action.reason().isEmpty()) {
            tell(node.node(), action.reason());
        }
    }

    /** Launches an instance in a free place of its subnet or, if there is none, of another one. */
    private void launch(GroupAction action) {
        GroupInstance one = action.instance();
        PlayedGroup group = groups.values().stream()
                .filter(candidate -> candidate.instances().contains(one))
                .findFirst()
                .orElseThrow();
        Optional<Host> place = free(group, one.subnet());
        if (place.isEmpty()) {
            waiting.add(action);
            return;
        }
        Host host = place.get();
        PlayedNode node = site.node(host, one.id(), host.name() + "." + one.id(), one.version());
        site.aws().add(PlayedAws.caller(one.id(), host, node.zone()));
        nodes.put(one.id(), RunningNode.boot(node, site.root()));
        tell(node, action.reason());
    }

    private Optional<Host> free(PlayedGroup group, String subnet) {
        List<Host> places = site.places(group.settings().id()).stream()
                .filter(host -> !dark.contains(host))
                .filter(host -> nodes.values().stream()
                        .noneMatch(node -> node.node().host().equals(host)))
                .toList();
        return places.stream()
                .filter(host -> host.subnet().equals(subnet))
                .findFirst()
                .or(() -> places.stream().findFirst());
    }

    private void tell(PlayedNode node, String what) {
        said.accept(node.host().resource(), node.host().name() + " " + node.instance() + " " + what);
    }

    private static String id() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "i-" + HexFormat.of().formatHex(bytes).substring(0, ID_LENGTH);
    }
}
