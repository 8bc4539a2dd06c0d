package threetier.datasource;

/** More is asked of a database than it can do; nothing was begun. */
public class OverloadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadException() {
        // There are thousands of these when it matters, all from the same place
        super("Too many requests at the same time", null, false, false);
    }
}
