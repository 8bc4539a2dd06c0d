package threetier.datasource;

import java.net.UnknownHostException;

/**
 * Finds the root cause of a failure, for the log. During an outage every request fails, and a complete stack trace has
 * about a hundred lines, so only the root cause is logged.
 */
public final class RootCause {

    private RootCause() {}

    /**
     * Describes the root cause for an operator. For an unknown host, the description also names the environment
     * variable that contains the host name.
     */
    public static String inWords(Throwable failure) {
        Throwable cause = of(failure);
        if (!(cause instanceof UnknownHostException)) {
            return cause.toString();
        }
        // The message of the operating system comes after the host name and adds no information
        String host = String.valueOf(cause.getMessage()).replaceFirst(": .*", "");
        return "unknown host " + host + (failure instanceof DatabaseAwayException away ? " in " + away.variable() : "");
    }

    /** The last exception in the chain of causes; the failure itself when it has no cause. */
    public static Throwable of(Throwable failure) {
        return failure.getCause() == null ? failure : of(failure.getCause());
    }
}
