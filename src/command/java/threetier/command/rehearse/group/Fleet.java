package threetier.command.rehearse.group;

import java.util.List;

/** The instances of a group, for what replaces and follows them. */
interface Fleet {

    /** All instances, also those that are gone. */
    List<GroupInstance> instances();

    /** The desired capacity. */
    int desired();

    /** Whether an instance is in service, healthy, and has warmed up. */
    boolean isWarm(GroupInstance one, Moment now);

    /** New instances are launched from this version of the launch template. */
    void launchFrom(int version);

    /** Takes an instance into service. */
    void serve(GroupInstance one, Moment now);

    /** Takes an instance out of service: first the balancers let it finish, then its machine shuts down. */
    void end(GroupInstance one, String reason, Moment now);

    /** Shuts down an instance that gets no more requests. */
    void shutDown(GroupInstance one, Moment now);
}
