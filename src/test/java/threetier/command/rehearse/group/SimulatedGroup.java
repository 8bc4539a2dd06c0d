package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.rehearse.group.GroupAction.Kind;
import threetier.command.rehearse.group.GroupInstance.State;
import threetier.command.rehearse.group.SeenInstance.Answer;
import threetier.command.rehearse.group.SeenInstance.Health;

/** A group whose instances, balancer and clock are simulated. An instance boots in 30 s, shuts down in 10 s. */
final class SimulatedGroup {

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private static final Duration NEW = Duration.ofSeconds(200);
    /** CPU at which nothing is scaled, in percent. */
    private static final double USUAL = 48;

    private final PlayedGroup group;
    private final int speed;
    private final List<GroupAction> actions = new ArrayList<>();
    private final Map<String, Moment> born = new HashMap<>();
    private final Map<String, Moment> ending = new HashMap<>();
    private final Map<String, Double> used = new HashMap<>();
    private final Map<String, Health> healths = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private Moment now = Moment.START;
    private Duration boot = Duration.ofSeconds(30);
    private Health health = Health.HEALTHY;
    private Answer signal = Answer.GOOD;
    private double load = -1;
    private double cpuOfNew = -1;
    private boolean fails;
    private boolean connected;
    private int number;

    SimulatedGroup(GroupSettings settings) {
        this(settings, 1);
    }

    SimulatedGroup(GroupSettings settings, int speed) {
        this.speed = speed;
        group = new PlayedGroup(settings, () -> "i-" + ++number);
    }

    PlayedGroup group() {
        return group;
    }

    void minutes(int count) {
        seconds(60 * count);
    }

    /** Lets time pass: seconds of the groups. */
    void seconds(int count) {
        for (int i = 0; i < count; i++) {
            Duration played = now.played().plusSeconds(1);
            now = new Moment(played, played.dividedBy(speed));
            group.at(now, seen(), cpu()).forEach(this::act);
        }
    }

    /** The load in percent of one instance, spread over all that are in service. */
    void load(double percent) {
        load = percent;
    }

    /** The CPU of an instance in its first 200 s in service, whatever the load is. */
    void cpuOfNew(double percent) {
        cpuOfNew = percent;
    }

    void boots(Duration time) {
        boot = time;
    }

    void health(Health all) {
        health = all;
    }

    void health(String id, Health one) {
        healths.put(id, one);
    }

    void signals(Answer answer) {
        signal = answer;
    }

    /** Whether instances that are launched from now on fail. */
    void fails(boolean fail) {
        fails = fail;
    }

    void connected(boolean is) {
        connected = is;
    }

    void kill(String id) {
        dead.add(id);
    }

    void update() {
        group.update(now);
    }

    void refresh() {
        group.refresh(100, 150, now);
    }

    int desired() {
        return group.figures(now).desired();
    }

    GroupFigures figures() {
        return group.figures(now);
    }

    int serving() {
        return group.figures(now).inService();
    }

    String words() {
        GroupFigures figures = group.figures(now);
        return figures.desired() + " desired" + (figures.pending() > 0 ? ", " + figures.pending() + " pending" : "")
                + (figures.inService() > 0 ? ", " + figures.inService() + " in service" : "");
    }

    long count(String kind) {
        return actions.stream()
                .filter(action -> action.kind() == Kind.valueOf(kind))
                .count();
    }

    boolean said(String reason) {
        return actions.stream().anyMatch(action -> action.reason().equals(reason));
    }

    private void act(GroupAction action) {
        actions.add(action);
        String id = action.instance().id();
        if (action.kind() == Kind.LAUNCH) {
            born.put(id, now);
            if (fails) {
                failing.add(id);
            }
        } else if (action.kind() == Kind.SHUT_DOWN) {
            ending.put(id, now);
        }
    }

    private Map<String, SeenInstance> seen() {
        Map<String, SeenInstance> seen = new HashMap<>();
        born.forEach((id, start) -> {
            boolean booted = now.realSince(start).compareTo(boot) >= 0;
            boolean runs = !dead.contains(id)
                    && (!ending.containsKey(id) || now.realSince(ending.get(id)).compareTo(SHUTDOWN) < 0);
            Answer hook = !booted ? Answer.NONE : failing.contains(id) ? Answer.BAD : Answer.GOOD;
            seen.put(
                    id,
                    new SeenInstance(
                            runs,
                            hook,
                            hook == Answer.GOOD ? signal : hook,
                            booted ? healths.getOrDefault(id, health) : Health.UNKNOWN,
                            connected));
        });
        return seen;
    }

    private Map<String, Double> cpu() {
        List<GroupInstance> serving = group.instances().stream()
                .filter(one -> one.state() == State.IN_SERVICE)
                .toList();
        serving.forEach(one -> {
            boolean isNew = now.playedSince(one.since()).compareTo(NEW) < 0;
            double percent = isNew && cpuOfNew >= 0 ? cpuOfNew : load < 0 ? USUAL : load / serving.size();
            used.merge(one.id(), Math.min(100, percent) / 100 / speed, Double::sum);
        });
        Map<String, Double> seconds = new HashMap<>();
        serving.forEach(one -> seconds.put(one.id(), used.get(one.id())));
        return seconds;
    }
}
