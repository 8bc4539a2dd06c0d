package threetier.datasource;

/**
 * The root cause of a failure, for the log: during an outage every request fails, and a stack trace has a hundred
 * lines.
 */
public final class RootCause {

    private RootCause() {}

    /** The last of its causes; the failure itself when it has none. */
    public static Throwable of(Throwable failure) {
        return failure.getCause() == null ? failure : of(failure.getCause());
    }
}
