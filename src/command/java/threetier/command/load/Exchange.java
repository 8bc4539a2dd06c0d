package threetier.command.load;

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

    /** What went wrong, for a report that counts failures of the same kind. */
    public String failure() {
        if (refused()) {
            return "refused: 503 with Retry-After";
        }
        if (stale) {
            return "stale: a client's own write was not there";
        }
        return (status == 0 ? "no answer: " : "") + problem;
    }

    public boolean acknowledgedWrite() {
        return kind == Kind.WRITE && good();
    }
}
