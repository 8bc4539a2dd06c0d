package threetier.datasource;

import java.net.UnknownHostException;

/**
 * The root cause of a failure, for the log: during an outage every request fails, and a stack trace has a hundred
 * lines.
 */
public final class RootCause {

    private RootCause() {}

    /**
     * The last of its causes in words for an operator. A host's name that is wrong is told with where it is written.
     */
    public static String inWords(Throwable failure) {
        Throwable cause = of(failure);
        if (!(cause instanceof UnknownHostException)) {
            return cause.toString();
        }
        // What follows the name is the system's, and says less
        String host = String.valueOf(cause.getMessage()).replaceFirst(": .*", "");
        return "unknown host " + host + (failure instanceof DatabaseAwayException away ? " in " + away.variable() : "");
    }

    /** The last of its causes; the failure itself when it has none. */
    public static Throwable of(Throwable failure) {
        return failure.getCause() == null ? failure : of(failure.getCause());
    }
}
