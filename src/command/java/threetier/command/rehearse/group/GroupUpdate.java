package threetier.command.rehearse.group;

/** A replacement of all instances of a group, step by step. */
interface GroupUpdate {

    /** Does the next step, if it is time for one. */
    void step(Fleet group, Moment now);

    /** How many instances the group has beyond its capacity meanwhile. */
    int surplus();

    /** Whether the group leaves this process out meanwhile. */
    boolean suspends(String process);

    /** Whether it has ended. */
    boolean ended();

    /** How it has ended, or what it does, for people. */
    String outcome();
}
