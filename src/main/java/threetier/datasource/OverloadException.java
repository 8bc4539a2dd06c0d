package threetier.datasource;

/** Too many requests use a database; this one was not started. */
public class OverloadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadException() {
        // Without a stack trace: under overload there are thousands of these, all from the same place
        super("Too many requests at the same time", null, false, false);
    }
}
