package threetier.command.load;

/**
 * A request of the load and its result.
 *
 * @param start time of sending, in nanoseconds of {@link System#nanoTime()}; {@code end} likewise
 * @param status of the answer; 0 without an answer
 * @param servedBy the value of {@code X-Served-By}; empty without an answer
 * @param retryAfter whether the answer had a {@code Retry-After}
 * @param problem description of the error; empty if the answer was correct
 * @param stale whether a client did not see its own write
 * @param id of the acknowledged entry, for a write; else 0
 * @param body of an acknowledged write; else empty
 */
public record Exchange(
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
    public enum Kind {
        /** A write; never sent twice. */
        WRITE,
        /** A read of the client's last write, with the consistency token of its acknowledgement. */
        OWN_READ,
        /** A read of the newest entries, or of another path. */
        READ
    }

    public static Exchange unanswered(Kind kind, long start, long end, String problem) {
        return new Exchange(kind, start, end, 0, "", false, problem, false, 0, "");
    }

    public boolean good() {
        return problem.isEmpty();
    }

    /** 503 with {@code Retry-After}: nothing was done. */
    public boolean refused() {
        return status == 503 && retryAfter;
    }

    /** Nanoseconds from the request to the end of its answer. */
    public long took() {
        return end - start;
    }

    /** Neither correct nor merely stale. */
    public boolean failed() {
        return !good() && !stale;
    }

    public boolean acknowledgedWrite() {
        return kind == Kind.WRITE && good();
    }
}
