package threetier.datasource;

/**
 * What a failure comes from, for the log: while a database is away there is one for every request, and a stack trace
 * has a hundred lines.
 */
public final class RootCause {

    private RootCause() {}

    /** The last of its causes; the failure itself when it has none. */
    public static Throwable of(Throwable failure) {
        return failure.getCause() == null ? failure : of(failure.getCause());
    }
}
