package threetier.metrics;

import java.util.Collection;
import threetier.measure.Family;
import threetier.measure.Histogram;
import threetier.measure.Meter;

/** The text format of Prometheus, version 0.0.4. */
final class PrometheusText {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(32_768);

    private PrometheusText() {}

    static String of(Collection<Family> families) {
        PrometheusText text = new PrometheusText();
        families.forEach(text::family);
        return text.text.toString();
    }

    private void family(Family family) {
        String name = family.name();
        text.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
        family.meters().values().stream()
                .findFirst()
                .ifPresent(first -> text.append("# TYPE ")
                        .append(name)
                        .append(' ')
                        .append(type(first))
                        .append('\n'));
        family.meters().forEach((labels, meter) -> meter(name, labels, meter));
    }

    private static String type(Meter meter) {
        if (meter instanceof Meter.Counter) {
            return "counter";
        }
        return meter instanceof Meter.Gauge ? "gauge" : "histogram";
    }

    private void meter(String name, String labels, Meter meter) {
        if (meter instanceof Meter.Counter counter) {
            sample(name, labels, counter.value().getAsDouble());
        } else if (meter instanceof Meter.Gauge gauge) {
            sample(name, labels, gauge.value().getAsDouble());
        } else if (meter instanceof Meter.Distribution distribution) {
            histogram(name, labels, distribution.histogram());
        }
    }

    /** Buckets are cumulative in this format: each one includes all smaller values. */
    private void histogram(String name, String labels, Histogram histogram) {
        String before = labels.isEmpty() ? "" : labels + ",";
        long count = 0;
        for (int i = 0; i < histogram.bounds(); i++) {
            count += histogram.count(i);
            sample(name + "_bucket", before + "le=\"" + number(histogram.bound(i)) + '"', count);
        }
        count += histogram.count(histogram.bounds());
        sample(name + "_bucket", before + "le=\"+Inf\"", count);
        sample(name + "_sum", labels, histogram.sum());
        sample(name + "_count", labels, count);
    }

    private void sample(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /** A whole number without a decimal point; others rounded to nanos, which hides errors of binary fractions. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(Math.round(value * 1e9) / 1e9);
    }
}
