package threetier.command.rehearse.group;

/**
 * What a group sees of an instance.
 *
 * @param running whether its machine runs
 * @param hook the answer to the hook for which it waits
 * @param signal the signal to CloudFormation
 * @param health what the balancers say
 * @param connected whether a balancer has a connection to it
 */
public record SeenInstance(boolean running, Answer hook, Answer signal, Health health, boolean connected) {

    /** An instance that has just been launched. */
    public static final SeenInstance NEW = new SeenInstance(true, Answer.NONE, Answer.NONE, Health.UNKNOWN, false);

    /** An instance whose machine has ended. */
    public static final SeenInstance GONE = new SeenInstance(false, Answer.NONE, Answer.NONE, Health.UNKNOWN, false);

    /** What an instance says of itself. */
    public enum Answer {
        NONE,
        GOOD,
        BAD
    }

    /** What a balancer says of an instance. */
    public enum Health {
        /** Not checked, or not often enough. */
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }
}
