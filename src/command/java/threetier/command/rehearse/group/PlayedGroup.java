package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import threetier.command.rehearse.group.GroupAction.Kind;
import threetier.command.rehearse.group.GroupInstance.State;

/**
 * An Auto Scaling group. It decides what to do next from what it is told, and does nothing itself. It is not
 * thread-safe.
 */
public final class PlayedGroup implements Fleet {

    /** How often the group looks at the health of its instances. AWS documents no number. */
    static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);

    private final GroupSettings settings;
    private final Supplier<String> ids;
    private final List<GroupInstance> instances = new ArrayList<>();
    private final List<GroupAction> actions = new ArrayList<>();
    private final GroupScaling scaling;
    private final InstanceLife life;
    private final Set<String> dark = new TreeSet<>();
    private int desired;
    private int version = 1;
    private int versions = 1;
    private Moment checked = Moment.START;
    private GroupUpdate update;

    /** @param ids gives each instance its id */
    public PlayedGroup(GroupSettings settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
        desired = settings.desired();
        scaling = new GroupScaling(settings);
        life = new InstanceLife(settings);
    }

    /**
     * Decides what to do next.
     *
     * @param seen what is seen of each instance that it has launched
     * @param seconds by instance, for how many seconds it has used all of its processors, since its launch
     */
    public List<GroupAction> at(Moment now, Map<String, SeenInstance> seen, Map<String, Double> seconds) {
        actions.clear();
        instances.forEach(one -> one.see(seen.getOrDefault(one.id(), SeenInstance.NEW)));
        instances.forEach(one -> life.follow(this, one, now));
        if (!suspended("HealthCheck") && now.playedSince(checked).compareTo(BETWEEN_CHECKS) >= 0) {
            checked = now;
            instances.stream().filter(GroupInstance::exists).forEach(one -> life.check(one, now));
        }
        boolean minute = scaling.read(now, seconds, id -> isWarm(id, now), count(GroupInstance::inService), isBusy());
        if (minute && !suspended("AlarmNotification")) {
            scale(now);
        }
        if (update != null && !update.ended()) {
            update.step(this, now);
        }
        replace(now);
        fill(now);
        return List.copyOf(actions);
    }

    /** Begins a rolling update to a new version of the launch template, and returns the version. */
    public int update(Moment now) {
        update = new RollingUpdate(settings, desired, version, ++versions);
        version = versions;
        return version;
    }

    /** Begins an instance refresh. */
    public void refresh(int minHealthy, int maxHealthy, Moment now) {
        update = new InstanceRefresh(instances, minHealthy, maxHealthy, now);
    }

    /** Whether no update or refresh runs, and all instances that it wants, and no others, are in service. */
    public boolean isSettled() {
        return (update == null || update.ended())
                && instances.stream().filter(GroupInstance::counts).allMatch(GroupInstance::inService)
                && instances.stream().filter(GroupInstance::counts).count() == desired
                && instances.stream().allMatch(one -> one.counts() || one.state() == State.GONE);
    }

    /** What became of the last update or refresh; empty without one. */
    public String outcome() {
        return update == null ? "" : update.outcome();
    }

    /** A zone has failed or works again: no instance is launched in a subnet that is dark. */
    public void dark(String subnet, boolean isDark) {
        if (isDark) {
            dark.add(subnet);
        } else {
            dark.remove(subnet);
        }
    }

    public GroupFigures figures(Moment now) {
        return new GroupFigures(
                now,
                settings.id(),
                desired,
                count(one -> one.state() == State.PENDING),
                instances.stream()
                        .filter(GroupInstance::inService)
                        .map(GroupInstance::id)
                        .collect(Collectors.toSet()),
                count(GroupInstance::healthy),
                scaling.newest(),
                scaling.average(),
                settings.target());
    }

    public GroupSettings settings() {
        return settings;
    }

    @Override
    public List<GroupInstance> instances() {
        return List.copyOf(instances);
    }

    @Override
    public int desired() {
        return desired;
    }

    @Override
    public void launchFrom(int other) {
        version = other;
    }

    @Override
    public boolean isWarm(GroupInstance one, Moment now) {
        return one.inService()
                && !one.unhealthy()
                && now.playedSince(one.since()).compareTo(settings.warmup()) >= 0;
    }

    @Override
    public void end(GroupInstance one, String reason, Moment now) {
        boolean finishes = one.inService() && one.seen().running();
        one.enter(finishes ? State.DEREGISTERING : State.ENDING, now);
        actions.add(new GroupAction(Kind.DEREGISTER, one, reason));
        if (!finishes) {
            actions.add(new GroupAction(Kind.SHUT_DOWN, one, ""));
        }
    }

    @Override
    public void serve(GroupInstance one, Moment now) {
        one.enter(State.IN_SERVICE, now);
        actions.add(new GroupAction(Kind.REGISTER, one, "in service"));
    }

    @Override
    public void shutDown(GroupInstance one, Moment now) {
        one.enter(State.ENDING, now);
        actions.add(new GroupAction(Kind.SHUT_DOWN, one, ""));
    }

    private boolean suspended(String process) {
        return update != null && !update.ended() && update.suspends(process);
    }

    private boolean isBusy() {
        return instances.stream().anyMatch(one -> one.state() == State.PENDING || one.ends());
    }

    private void scale(Moment now) {
        int warm = count(one -> isWarm(one, now));
        boolean warming = instances.stream().anyMatch(one -> one.counts() && !isWarm(one, now));
        desired = scaling.wanted(desired, warm, warming || isBusy(), now);
    }

    /**
     * Ends unhealthy instances: those that do not run at once, and each of the others when an instance is ready that
     * takes its place.
     */
    private void replace(Moment now) {
        if (suspended("ReplaceUnhealthy")) {
            return;
        }
        List<GroupInstance> unhealthy = instances.stream()
                .filter(one -> one.exists() && one.unhealthy())
                .toList();
        unhealthy.stream().filter(one -> !one.seen().running()).forEach(one -> end(one, "does not run any more", now));
        List<GroupInstance> ill =
                unhealthy.stream().filter(GroupInstance::exists).toList();
        int kept = (desired * settings.minHealthy() + GroupSettings.PERCENT - 1) / GroupSettings.PERCENT;
        int ready = count(one -> isWarm(one, now));
        ill.stream()
                .limit(
                        settings.maxHealthy() > GroupSettings.PERCENT
                                ? Math.max(0, ready - (kept - ill.size()))
                                : ill.size())
                .forEach(one -> end(one, "unhealthy", now));
    }

    private void fill(Moment now) {
        int capacity = desired + (update == null || update.ended() ? 0 : update.surplus());
        List<GroupInstance> counted =
                instances.stream().filter(GroupInstance::counts).toList();
        int present = count(GroupInstance::exists);
        int room = Math.max(capacity, settings.allowed(desired)) - present;
        for (int i = 0; i < Math.min(capacity - counted.size(), room); i++) {
            placement().emptiest(dark).ifPresent(subnet -> {
                GroupInstance one = new GroupInstance(ids.get(), subnet, version, now);
                instances.add(one);
                actions.add(new GroupAction(Kind.LAUNCH, one, "launched"));
            });
        }
        for (int i = counted.size(); i > capacity; i--) {
            end(placement().surplus(), "surplus", now);
        }
    }

    private Placement placement() {
        return new Placement(instances, settings.subnets(), version);
    }

    private int count(Predicate<GroupInstance> condition) {
        return (int) instances.stream().filter(condition).count();
    }

    private boolean isWarm(String id, Moment now) {
        return instances.stream().anyMatch(one -> one.id().equals(id) && isWarm(one, now));
    }
}
