package threetier.command.rehearse.group;

/**
 * What a group does to an instance. Nothing of it takes long.
 *
 * @param reason why, for people; empty if an earlier action has said it
 */
public record GroupAction(Kind kind, GroupInstance instance, String reason) {

    /** What is done. */
    public enum Kind {
        /** Launch it from its version of the launch template, in its subnet. */
        LAUNCH,
        /** Register it with the balancers. */
        REGISTER,
        /** The balancers send no more requests to it. */
        DEREGISTER,
        /** Shut its machine down. */
        SHUT_DOWN
    }
}
