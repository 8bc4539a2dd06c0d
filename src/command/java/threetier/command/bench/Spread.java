package threetier.command.bench;

import java.util.Arrays;
import java.util.Locale;

/** Median, minimum and maximum of a figure over several rounds. */
record Spread(double median, double least, double most) {

    /** @throws IllegalArgumentException if there are no values */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The figures as text, each with its significant digits only. */
    @Override
    public String toString() {
        return digits(median) + " (" + digits(least) + "–" + digits(most) + ")";
    }

    static String digits(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
