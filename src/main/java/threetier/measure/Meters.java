package threetier.measure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The meters of this node. The classes that measure something add their meters once; a class that publishes the numbers
 * reads them. In all methods, {@code labels} are names and values in turn.
 */
@ApplicationScoped
public class Meters {

    private final ConcurrentNavigableMap<String, Family> families = new ConcurrentSkipListMap<>();

    /** All families, ordered by name. */
    public Collection<Family> families() {
        return Collections.unmodifiableCollection(families.values());
    }

    /** Adds a number that may rise and fall. */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        add(name, help, new Meter.Gauge(value), labels);
    }

    /** Adds a number that only grows. */
    public void counter(String name, String help, DoubleSupplier value, String... labels) {
        add(name, help, new Meter.Counter(value), labels);
    }

    /** Adds a counter. */
    public void counter(String name, String help, LongAdder value, String... labels) {
        counter(name, help, value::sum, labels);
    }

    /** Adds a histogram. */
    public void histogram(String name, String help, Histogram value, String... labels) {
        add(name, help, new Meter.Distribution(value), labels);
    }

    private void add(String name, String help, Meter meter, String... labels) {
        families.computeIfAbsent(name, unknown -> new Family(name, help))
                .meters()
                .put(text(labels), meter);
    }

    /** The labels as {@code name="value",…}, with the escapes that the text format of Prometheus requires. */
    private static String text(String... labels) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.length; i += 2) {
            String value =
                    labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            text.append(i == 0 ? "" : ",")
                    .append(labels[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return text.toString();
    }
}
