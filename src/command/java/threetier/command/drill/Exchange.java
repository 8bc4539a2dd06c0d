package threetier.command.drill;

/**
 * A request of the load and its result.
 *
 * @param start the time of sending, in nanoseconds of {@link System#nanoTime()}; {@code end} is the time of the result,
 *     in the same unit
 * @param status the status code of the answer; 0 without an answer
 * @param servedBy the value of {@code X-Served-By}; empty without an answer
 * @param retryAfter whether the answer had the header {@code Retry-After}
 * @param problem the description of the error; empty if the answer was correct
 * @param stale whether the only error is that the client did not see its own write
 * @param id the id of the entry that the site acknowledged; 0 if this is not an acknowledged write
 * @param body the body of the acknowledgement; empty if this is not an acknowledged write
 */
record Exchange(
        Kind kind,
        long start,
        long end,
        int status,
        String servedBy,
        boolean retryAfter,
        String problem,
        boolean stale,
        long id,
        String body) {

    /** The kind of request. */
    enum Kind {
        /** A write. The client never sends the same write twice. */
        WRITE,
        /** A read of the client's last write, with the consistency token of its acknowledgement. */
        OWN_READ,
        /** A read of the newest entries. */
        READ
    }

    static Exchange unanswered(Kind kind, long start, long end, String problem) {
        return new Exchange(kind, start, end, 0, "", false, problem, false, 0, "");
    }

    boolean good() {
        return problem.isEmpty();
    }

    /** Whether the answer is neither correct nor merely stale. */
    boolean failed() {
        return !good() && !stale;
    }

    boolean acknowledgedWrite() {
        return kind == Kind.WRITE && good();
    }
}
