package threetier.command.bench;

import java.util.Arrays;
import java.util.Locale;

/** The same thing measured in several rounds: the middle of it, the least and the most. */
record Spread(double median, double least, double most) {

    /** @throws IllegalArgumentException when there is nothing */
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

    /** With as many digits as say something. */
    @Override
    public String toString() {
        return digits(median) + " (" + digits(least) + "–" + digits(most) + ")";
    }

    static String digits(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
