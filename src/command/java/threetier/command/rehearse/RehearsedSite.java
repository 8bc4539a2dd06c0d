package threetier.command.rehearse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import threetier.command.error.CommandException;
import threetier.command.load.Event;
import threetier.command.process.Pause;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.rehearse.group.GroupFigures;
import threetier.command.rehearse.group.GroupInstance;
import threetier.command.rehearse.group.GroupSettings;
import threetier.command.rehearse.group.PlayedClock;
import threetier.command.rehearse.group.PlayedGroup;
import threetier.command.template.EvaluatedStack;

/** A site whose nodes are in groups that launch and end them, as Auto Scaling does. {@link Rehearsal} raises it. */
public final class RehearsedSite {

    private static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";
    private static final int STEP = 500;
    /** How long the group of a tier may take until all of its first nodes are healthy. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final PlayedNetwork network;
    private final PlayedSite site;
    private final PlayedGroups groups;
    private final PlayedClock clock;
    private final BiConsumer<String, String> raised;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** @param raised gets the id of each resource that stands, or of a group to which something happens, and what */
    RehearsedSite(
            Path folder,
            Map<String, String> parameters,
            double scale,
            PlayedClock clock,
            PlayedNetwork network,
            Workspace workspace,
            BiConsumer<String, String> raised) {
        this.clock = clock;
        this.network = network;
        this.raised = raised;
        site = new PlayedSite(folder, parameters, scale, network.hosts(), workspace, raised);
        groups = new PlayedGroups(site, this::happened);
    }

    /**
     * The number of hosts that each group needs, by its id. Each of its subnets has as many as the group can need,
     * because the others may be dark.
     */
    static Map<String, Integer> places(EvaluatedStack deployment) {
        Map<String, Integer> places = new TreeMap<>();
        deployment.resources(GROUP).stream()
                .map(group -> GroupSettings.of(deployment, group))
                .forEach(group ->
                        places.put(group.id(), group.places() * group.subnets().size()));
        return places;
    }

    /**
     * Raises the site: the groups one after the other, as CloudFormation does, each until all of its nodes are healthy.
     *
     * @throws CommandException if one of these nodes fails
     * @param changed what is other than in the templates
     */
    void start(UnaryOperator<GroupSettings> changed) {
        site.start(List.of());
        site.deployment().resources(GROUP).forEach(resource -> {
            groups.add(changed.apply(GroupSettings.of(site.deployment(), resource)));
            PlayedGroup group = group(resource.id());
            await(LIMIT, resource.id() + ": its nodes are not healthy", () -> {
                groups.requireStart(group);
                return isFull(group);
            });
            raised.accept(resource.id(), words(group));
        });
        site.check();
    }

    /** Lets the groups do what it is time for. Call it twice a second; it says what happens. */
    public void step() {
        groups.step(clock.now());
    }

    /**
     * Steps until something is true.
     *
     * @param limit of real time
     * @param problem start of the message after that time
     * @throws CommandException after that time
     */
    void await(Duration limit, String problem, BooleanSupplier until) {
        long start = System.nanoTime();
        do {
            step();
            Pause.millis(STEP);
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new CommandException(problem + " after " + limit.toSeconds() + " s: "
                        + String.join(
                                ", ", groups.groups().stream().map(this::words).toList()));
            }
        } while (!until.getAsBoolean());
    }

    /** Lets real time pass. */
    public void pass(Duration time) {
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; Pause.millis(STEP)) {
            step();
        }
    }

    /** Whether each node of a group that it wants is in service and healthy, and no other exists. */
    boolean isFull(PlayedGroup group) {
        return group.isSettled()
                && group.instances().stream().filter(GroupInstance::healthy).count()
                        == group.figures(clock.now()).desired();
    }

    /** Whether all groups are full. */
    public boolean isFull() {
        return groups.groups().stream().allMatch(this::isFull);
    }

    private String words(PlayedGroup group) {
        GroupFigures figures = group.figures(clock.now());
        return figures.id() + " wants " + figures.desired() + ", has " + figures.inService() + " in service, "
                + figures.healthy() + " healthy";
    }

    /** The state of each group now: desired, in service, healthy, CPU of each node. */
    public List<GroupFigures> figures() {
        return groups.figures(clock.now());
    }

    /** What has happened to the nodes, for a chart. */
    public List<Event> events() {
        return new ArrayList<>(events);
    }

    /** Says that something happens now. */
    public void happened(String resource, String what) {
        // A chart has no room for the ids of instances
        events.add(new Event(System.nanoTime(), what.replaceAll(" i-[0-9a-f]{17}", "")));
        raised.accept(resource, what);
    }

    public PlayedClock clock() {
        return clock;
    }

    /** The address of the site, for programs that run in the internet. */
    public String url() {
        return site.url();
    }

    /** A program of this command that runs in the internet, where the names of the site are known. */
    public Program fromInternet(String program, String... arguments) {
        return site.fromInternet(program, arguments);
    }

    PlayedNetwork network() {
        return network;
    }

    PlayedGroup group(String id) {
        return groups.groups().stream()
                .filter(group -> group.settings().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    PlayedGroups groups() {
        return groups;
    }

    PlayedSite site() {
        return site;
    }
}
