package threetier.command.bench;

import threetier.command.load.Latency;

/**
 * The result of one load, as the generator saw it.
 *
 * @param answered requests with any answer
 * @param refused answers other than a success
 * @param broken failed connections and timeouts
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
