package threetier.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All meters with one name. They differ in their labels, which must have few possible values.
 *
 * @param name lower case, with the unit as a suffix ({@code _seconds}); counters end in {@code _total}
 * @param help what is measured, in one sentence
 * @param meters by their labels, such as {@code database="reader"}
 */
public record Family(String name, String help, Map<String, Meter> meters) {

    Family(String name, String help) {
        this(name, help, new ConcurrentSkipListMap<>());
    }
}
