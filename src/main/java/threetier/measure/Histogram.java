package threetier.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values in buckets. Recording a value takes two additions, allocates nothing, and never waits for another
 * thread.
 */
public final class Histogram {

    /** Upper bounds for durations, in nanoseconds: half a millisecond to ten seconds. */
    private static final long[] DURATIONS = {
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        10_000_000_000L
    };

    private final long[] bounds;
    private final double unit;
    private final LongAdder[] buckets;
    private final LongAdder sum = new LongAdder();

    private Histogram(double unit, long... bounds) {
        this.unit = unit;
        this.bounds = bounds;
        buckets = new LongAdder[bounds.length + 1];
        Arrays.setAll(buckets, i -> new LongAdder());
    }

    /** A histogram of durations. They are recorded in nanoseconds and read in seconds. */
    public static Histogram ofDurations() {
        return new Histogram(1e-9, DURATIONS);
    }

    /** A histogram of whole numbers, with these upper bounds in ascending order. */
    public static Histogram ofNumbers(long... bounds) {
        return new Histogram(1, bounds.clone());
    }

    /** Records a value; a duration in nanoseconds. */
    public void record(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        sum.add(value);
    }

    /** The number of buckets with an upper bound. One more bucket has all larger values. */
    public int bounds() {
        return bounds.length;
    }

    /** The upper bound of a bucket; for durations in seconds. */
    public double bound(int bucket) {
        return bounds[bucket] * unit;
    }

    /** The number of values in this bucket alone. */
    public long count(int bucket) {
        return buckets[bucket].sum();
    }

    /** The sum of all values; for durations in seconds. */
    public double sum() {
        return sum.sum() * unit;
    }
}
