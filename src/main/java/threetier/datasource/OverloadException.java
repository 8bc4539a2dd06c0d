package threetier.datasource;

/** Too many requests use a database. The request that gets this exception was not started. */
public class OverloadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadException() {
        // The exception has no stack trace. Under overload, thousands of these exceptions come from the same place
        super("Too many requests at the same time", null, false, false);
    }
}
