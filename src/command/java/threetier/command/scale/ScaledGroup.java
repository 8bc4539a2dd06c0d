package threetier.command.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a group did during a load.
 *
 * @param first the desired nodes before the busy phase
 * @param most the most nodes that it desired
 * @param needed the fewest nodes that the load of the busy phase needed
 * @param last the desired nodes at the end
 * @param cpu the mean CPU of a node at the end of the busy phase, in percent
 * @param turns how often the desired number changed its direction; once for a group that grows and shrinks
 * @param decided seconds from the busy phase's start until it desired more; empty if it never did
 * @param served seconds from the busy phase's start until one more node was in service
 * @param shrunk seconds from the busy phase's end until it desired as few as before; empty if it never desired more
 */
public record ScaledGroup(
        String group,
        boolean isApp,
        int first,
        int most,
        int needed,
        int last,
        double cpu,
        int turns,
        Optional<Double> decided,
        Optional<Double> served,
        Optional<Double> shrunk) {

    /** A node at more than this share of its CPU has too little left when another node fails, in percent. */
    static final double MOST_CPU = 65;
    /** A group that keeps more CPU in use than this is sized as if it kept this, in percent. */
    private static final double MOST_TARGET = 50;

    /** The mean CPU from which nodes have none left, in percent. */
    private static final double SATURATED = 95;

    private static final int LAST_PART = 4;

    /**
     * @param name the group
     * @param busy when the busy phase began, in nanoseconds of {@link System#nanoTime()}
     * @param rest when it ended
     */
    public static ScaledGroup of(String name, List<GroupSample> samples, long busy, long rest) {
        List<Moment> moments = new ArrayList<>();
        for (GroupSample sample : samples) {
            sample.groups().stream()
                    .filter(group -> group.group().equals(name))
                    .forEach(group -> moments.add(new Moment(sample.at(), group)));
        }
        int first = moments.stream()
                .filter(moment -> moment.at() <= busy)
                .reduce((one, next) -> next)
                .orElse(moments.get(0))
                .state()
                .desired();
        int most = moments.stream()
                .mapToInt(moment -> moment.state().desired())
                .max()
                .orElse(first);
        long settled = rest - (rest - busy) / LAST_PART;
        List<Moment> end = moments.stream()
                .filter(moment -> moment.at() > settled
                        && moment.at() <= rest
                        && moment.state().mean() > 0)
                .toList();
        double cpu = end.stream()
                .mapToDouble(moment -> moment.state().mean())
                .average()
                .orElse(0);
        return new ScaledGroup(
                name,
                moments.get(0).state().isApp(),
                first,
                most,
                Math.max(first, (int) Math.ceil((most > first ? load(moments, end, busy, first) : total(end))
                        / Math.min(MOST_TARGET, moments.get(0).state().target()))),
                moments.get(moments.size() - 1).state().desired(),
                cpu,
                turns(moments),
                seconds(moments, busy, rest, state -> state.desired() > first),
                seconds(moments, busy, rest, state -> state.inService() > first),
                most == first
                        ? Optional.empty()
                        : seconds(moments, rest, Long.MAX_VALUE, state -> state.desired() <= first));
    }

    /**
     * The CPU that the load of the busy phase uses, in percent of a node. When the group first desires more, no new
     * node is busy with its start. But nodes without CPU left do not show how much more the load could use.
     */
    private static double load(List<Moment> moments, List<Moment> end, long busy, int first) {
        Optional<GroupState> before = moments.stream()
                .filter(moment -> moment.at() > busy)
                .map(Moment::state)
                .takeWhile(state -> state.desired() <= first)
                .reduce((one, next) -> next)
                .filter(state -> state.mean() < SATURATED);
        return before.map(GroupState::total).orElseGet(() -> total(end));
    }

    private static double total(List<Moment> moments) {
        return moments.stream()
                .mapToDouble(moment -> moment.state().total())
                .average()
                .orElse(0);
    }

    private record Moment(long at, GroupState state) {}

    private interface Condition {
        boolean holds(GroupState state);
    }

    private static Optional<Double> seconds(List<Moment> moments, long from, long until, Condition condition) {
        return moments.stream()
                .filter(moment -> moment.at() > from && moment.at() <= until && condition.holds(moment.state()))
                .findFirst()
                .map(moment -> (moment.at() - from) / 1e9);
    }

    private static int turns(List<Moment> moments) {
        int turns = 0;
        int direction = 0;
        for (int i = 1; i < moments.size(); i++) {
            int change = Integer.signum(moments.get(i).state().desired()
                    - moments.get(i - 1).state().desired());
            if (change != 0) {
                turns += direction != 0 && change != direction ? 1 : 0;
                direction = change;
            }
        }
        return turns;
    }

    /** Descriptions of what a group that scales well does not do. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (isApp && cpu > MOST_CPU) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s: at the end of the busy phase, the nodes use %.0f %% of their CPU. More than %.0f %% leaves too"
                            + " little when a node fails. Is TargetCpu too high, or MaxSize too low?",
                    group,
                    cpu,
                    MOST_CPU));
        }
        if (isApp && most == first && cpu <= MOST_CPU) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s: it did not grow, because at the end of the busy phase its nodes use only %.0f %% of their CPU."
                            + " Raise --load, or use nodes that this machine can serve: a smaller --scale.",
                    group,
                    cpu));
        }
        if (most > needed) {
            broken.add(group + ": it grew to " + most + " nodes, where " + needed
                    + " suffice. Is DefaultInstanceWarmup shorter than a node needs until it takes load?");
        }
        if (turns > 1) {
            broken.add(group + ": its size changed direction " + turns
                    + " times. Is the target too close to the load of one node, or the cooldown too short?");
        }
        if (last > first) {
            broken.add(
                    group + ": at the end, it still has " + last + " nodes, and before the load it had " + first + ".");
        }
        return broken;
    }

    /** The overshoot in nodes. */
    int overshoot() {
        return Math.max(0, most - needed);
    }
}
