package threetier.load;

/** A computation was not started, or not finished, because it would take too much of this node. */
class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message for the client */
    RefusedException(String message) {
        // Without a stack trace: it is an answer, and there may be thousands of them
        super(message, null, false, false);
    }
}
