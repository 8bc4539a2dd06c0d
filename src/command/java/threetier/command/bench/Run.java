package threetier.command.bench;

/**
 * What a load generator saw.
 *
 * @param answered requests with an answer, whatever it was
 * @param refused those of them that were no success
 * @param broken connections that failed, or answers that took too long
 */
record Run(long answered, long refused, long broken, double seconds, Latency latency) {

    /** Answers that were a success. */
    long good() {
        return answered - refused;
    }

    /** Of these, in a second. */
    double rate() {
        return seconds == 0 ? 0 : good() / seconds;
    }

    long errors() {
        return refused + broken;
    }
}
