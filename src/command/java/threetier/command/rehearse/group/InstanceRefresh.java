package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An instance refresh: replaces each instance that exists at its start, within these percentages of the capacity. It
 * continues when the new instances have warmed up.
 */
final class InstanceRefresh implements GroupUpdate {

    /** AWS gives up after this time without progress ("Start an instance refresh" in its user guide). */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Set<String> old;
    private final int minHealthy;
    private final int maxHealthy;
    private int surplus;
    private int left = Integer.MAX_VALUE;
    private Moment progress;
    private boolean failed;

    /**
     * @param minHealthy percentage of the capacity that stays in service
     * @param maxHealthy percentage of the capacity that may exist; 100 ends the old instance first
     */
    InstanceRefresh(List<GroupInstance> instances, int minHealthy, int maxHealthy, Moment start) {
        old = instances.stream()
                .filter(GroupInstance::exists)
                .map(GroupInstance::id)
                .collect(Collectors.toSet());
        this.minHealthy = minHealthy;
        this.maxHealthy = maxHealthy;
        progress = start;
    }

    @Override
    public void step(Fleet group, Moment now) {
        List<GroupInstance> present =
                group.instances().stream().filter(GroupInstance::counts).toList();
        List<GroupInstance> obsolete =
                present.stream().filter(one -> old.contains(one.id())).toList();
        if (obsolete.size() < left) {
            left = obsolete.size();
            progress = now;
        }
        failed = now.ends(progress, PATIENCE);
        int capacity = group.desired();
        int more = maxHealthy > GroupSettings.PERCENT
                ? Math.max(1, capacity * maxHealthy / GroupSettings.PERCENT - capacity)
                : 0;
        int kept = (capacity * minHealthy + GroupSettings.PERCENT - 1) / GroupSettings.PERCENT;
        long ready = present.stream().filter(one -> group.isWarm(one, now)).count();
        boolean settled =
                present.stream().filter(one -> !old.contains(one.id())).allMatch(one -> group.isWarm(one, now));
        if (settled && !failed) {
            long ends = Math.min(ready - kept, more > 0 ? present.size() - capacity : 1);
            obsolete.stream()
                    .limit(Math.max(0, ends))
                    .forEach(one -> group.end(one, "replaced by the instance refresh", now));
        }
        surplus = failed
                ? 0
                : Math.min(more, (int)
                        obsolete.stream().filter(GroupInstance::counts).count());
        left = settled && obsolete.isEmpty() ? -1 : left;
    }

    @Override
    public int surplus() {
        return surplus;
    }

    @Override
    public boolean suspends(String process) {
        return false;
    }

    @Override
    public boolean ended() {
        return failed || left < 0;
    }

    @Override
    public String outcome() {
        return failed ? "failed: no progress for an hour" : ended() ? "refreshed" : left + " left";
    }
}
