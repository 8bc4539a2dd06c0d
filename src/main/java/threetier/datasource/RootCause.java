package threetier.datasource;

import java.net.UnknownHostException;

/**
 * The root cause of a failure, for the log: during an outage every request fails, and a stack trace has a hundred
 * lines.
 */
public final class RootCause {

    private RootCause() {}

    /** Describes the root cause for an operator. An unknown host is named together with the variable that holds it. */
    public static String inWords(Throwable failure) {
        Throwable cause = of(failure);
        if (!(cause instanceof UnknownHostException)) {
            return cause.toString();
        }
        // The system's own message follows the name and adds nothing
        String host = String.valueOf(cause.getMessage()).replaceFirst(": .*", "");
        return "unknown host " + host + (failure instanceof DatabaseAwayException away ? " in " + away.variable() : "");
    }

    /** The last of its causes; the failure itself when it has none. */
    public static Throwable of(Throwable failure) {
        return failure.getCause() == null ? failure : of(failure.getCause());
    }
}
