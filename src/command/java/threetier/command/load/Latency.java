package threetier.command.load;

import java.util.Arrays;

/** Percentiles of the response time, in milliseconds. */
public record Latency(double p50, double p75, double p90, double p99) {

    /** @param nanos the response times; sorted in place */
    public static Latency of(long[] nanos) {
        Arrays.sort(nanos);
        return new Latency(percentile(nanos, 50), percentile(nanos, 75), percentile(nanos, 90), percentile(nanos, 99));
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1] / 1e6;
    }
}
