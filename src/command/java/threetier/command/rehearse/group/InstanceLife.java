package threetier.command.rehearse.group;

import threetier.command.rehearse.group.GroupInstance.State;
import threetier.command.rehearse.group.SeenInstance.Answer;
import threetier.command.rehearse.group.SeenInstance.Health;

/** The steps of an instance from its launch to its end, and the checks of its health. */
record InstanceLife(GroupSettings settings) {

    void follow(Fleet group, GroupInstance one, Moment now) {
        switch (one.state()) {
            case PENDING -> launch(group, one, now);
            case DEREGISTERING -> deregister(group, one, now);
            case ENDING -> {
                if (!one.seen().running()) {
                    one.enter(State.GONE, now);
                }
            }
            default -> {}
        }
    }

    private void launch(Fleet group, GroupInstance one, Moment now) {
        boolean late = settings.launch()
                .map(hook -> now.realSince(one.launched()).compareTo(hook.heartbeat()) >= 0)
                .orElse(false);
        if (one.seen().hook() == Answer.BAD) {
            group.end(one, "has given up its launch", now);
        } else if (settings.launch().isEmpty() || one.seen().hook() == Answer.GOOD) {
            group.serve(one, now);
        } else if (late && settings.launch().get().abandons()) {
            group.end(one, "has not completed its launch hook in time", now);
        } else if (late) {
            group.serve(one, now);
        }
    }

    /** The balancer waits for the played delay, and while it has a connection to the instance, for the real one. */
    private void deregister(Fleet group, GroupInstance one, Moment now) {
        boolean idle =
                !one.seen().connected() && now.playedSince(one.since()).compareTo(settings.deregistration()) >= 0;
        boolean hooked = settings.termination()
                .map(hook -> now.realSince(one.since()).compareTo(hook.heartbeat()) >= 0)
                .orElse(true);
        if (!one.seen().running() || hooked && (idle || now.ends(one.since(), settings.deregistration()))) {
            group.shutDown(one, now);
        }
    }

    /** An instance that does not run is unhealthy at once; the balancers count after the grace period. */
    void check(GroupInstance one, Moment now) {
        boolean failing = one.inService() && settings.balanced() && one.seen().health() == Health.UNHEALTHY;
        // A high speed must not end a grace period in which the node never had the time to become healthy
        boolean grace = now.playedSince(one.since()).compareTo(settings.grace()) < 0
                || !one.foundHealthy() && now.realSince(one.since()).compareTo(settings.grace()) < 0;
        if (!one.seen().running() || failing && !grace) {
            one.markUnhealthy();
        }
    }
}
