package threetier.command.bench;

import threetier.command.load.Latency;

/**
 * The result of one load, as the generator saw it.
 *
 * @param answered the number of requests that got any answer
 * @param refused the number of answers that are not successes
 * @param broken the number of failed connections and timeouts
 */
record Run(long answered, long refused, long broken, double seconds, Latency latency) {

    /** Successful answers. */
    long good() {
        return answered - refused;
    }

    /** Successful answers per second. */
    double rate() {
        return seconds == 0 ? 0 : good() / seconds;
    }

    long errors() {
        return refused + broken;
    }
}
