package threetier.measure;

import java.util.function.DoubleSupplier;

/** Something that is measured: a counter, a gauge or a histogram. */
public sealed interface Meter {

    /** A number that only grows while the node runs. */
    record Counter(DoubleSupplier value) implements Meter {}

    /** A number that may rise and fall. */
    record Gauge(DoubleSupplier value) implements Meter {}

    /** Values in buckets. */
    record Distribution(Histogram histogram) implements Meter {}
}
