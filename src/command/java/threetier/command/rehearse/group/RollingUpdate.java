package threetier.command.rehearse.group;

import java.util.List;
import threetier.command.rehearse.group.SeenInstance.Answer;

/**
 * A rolling update, as CloudFormation does it with {@code AutoScalingRollingUpdate}. It raises the capacity if it must,
 * replaces a batch of instances, waits for the signals of the new ones, and goes on. If a signal says failure or does
 * not come in time, it rolls back to the earlier version in the same way.
 */
final class RollingUpdate implements GroupUpdate {

    private final RollingSettings settings;
    private final int earlier;
    private final int capacity;
    private final int raised;
    private int target;
    private int surplus;
    private String failure = "";
    private boolean ended;

    /** @param target the version of the launch template that all instances get */
    RollingUpdate(GroupSettings group, int capacity, int earlier, int target) {
        settings = group.rolling();
        this.capacity = capacity;
        this.earlier = earlier;
        this.target = target;
        raised = Math.max(capacity, Math.min(group.max(), settings.minInService() + settings.batch()));
    }

    @Override
    public void step(Fleet group, Moment now) {
        List<GroupInstance> present =
                group.instances().stream().filter(GroupInstance::exists).toList();
        List<GroupInstance> fresh =
                present.stream().filter(one -> one.version() == target).toList();
        if (failure.isEmpty()) {
            group.instances().stream()
                    .filter(one -> one.version() == target && !isReady(one))
                    .filter(one -> one.seen().signal() == Answer.BAD
                            || settings.signals()
                                    && now.realSince(one.launched()).compareTo(settings.pause()) > 0)
                    .findFirst()
                    .ifPresent(one -> rollBack(group, one));
            if (!failure.isEmpty()) {
                return;
            }
        }
        List<GroupInstance> obsolete =
                present.stream().filter(one -> one.version() != target).toList();
        if (!fresh.stream().allMatch(one -> isReady(one) && isRested(one, now))) {
            return;
        }
        if (fresh.size() >= capacity) {
            // The group now ends the obsolete ones, and no new one follows
            surplus = 0;
            ended = obsolete.isEmpty();
            return;
        }
        surplus = raised - capacity;
        if (present.size() < raised) {
            return;
        }
        long serving = present.stream().filter(GroupInstance::inService).count();
        obsolete.stream()
                .filter(GroupInstance::inService)
                .limit(Math.max(0, Math.min(settings.batch(), serving - settings.minInService())))
                .forEach(one -> group.end(one, "replaced by the update", now));
    }

    private void rollBack(Fleet group, GroupInstance failed) {
        failure = failed.seen().signal() == Answer.BAD
                ? failed.id() + " has signalled a failure"
                : failed.id() + " has not signalled within " + settings.pause().toMinutes() + " min";
        target = earlier;
        group.launchFrom(earlier);
        surplus = 0;
    }

    private boolean isReady(GroupInstance one) {
        return one.inService() && (one.signalled() || !settings.signals());
    }

    /** Without signals, the update waits after each batch. */
    private boolean isRested(GroupInstance one, Moment now) {
        return settings.signals() || now.playedSince(one.since()).compareTo(settings.pause()) >= 0;
    }

    @Override
    public int surplus() {
        return surplus;
    }

    @Override
    public boolean suspends(String process) {
        return settings.suspended().contains(process);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public String outcome() {
        return failure.isEmpty()
                ? ended ? "updated" : "updating"
                : (ended ? "rolled back: " : "rolling back: ") + failure;
    }
}
