package threetier.command.drill;

/**
 * A request of the load and what became of it.
 *
 * @param start when it was sent, in nanoseconds of {@link System#nanoTime()}; {@code end} likewise
 * @param status of the answer; 0 where there was none
 * @param servedBy the nodes that answered, as {@code X-Served-By} names them; empty where there was no answer
 * @param retryAfter whether the answer said when to try again
 * @param problem what was wrong, in words; empty when the answer was as it should be
 * @param stale whether a client did not see what it had saved itself
 * @param id of the acknowledged entry, for a write; else 0
 * @param body of an acknowledged write; else empty
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

    /** What a client wants. */
    enum Kind {
        /** To save; never sent twice. */
        WRITE,
        /** To see what it has saved just before, with the token that came with the acknowledgement. */
        OWN_READ,
        /** To see the newest entries. */
        READ
    }

    static Exchange unanswered(Kind kind, long start, long end, String problem) {
        return new Exchange(kind, start, end, 0, "", false, problem, false, 0, "");
    }

    boolean good() {
        return problem.isEmpty();
    }

    /** Neither good nor merely out of date. */
    boolean failed() {
        return !good() && !stale;
    }

    boolean acknowledgedWrite() {
        return kind == Kind.WRITE && good();
    }
}
