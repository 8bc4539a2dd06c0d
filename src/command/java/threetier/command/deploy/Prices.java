package threetier.command.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * List prices (docs/aws-prices.yaml).
 *
 * @param date when they were compared
 * @param monthly US dollars for a month of each part that runs all the time
 * @param burstable the types that cost more above their baseline
 */
public record Prices(String date, Map<String, Double> monthly, Map<String, Burstable> burstable) {

    private static final double HOURS_OF_A_MONTH = 730;

    /**
     * A burstable instance type, which has two vCPUs. CPU use above its baseline costs extra.
     *
     * @param baseline CPU use that the hourly price includes, in percent of both vCPUs
     * @param surplus US dollars for each vCPU-hour above the baseline
     */
    public record Burstable(double baseline, double surplus) {

        double monthly(double cpu) {
            return 2 * Math.max(0, cpu - baseline) / 100 * surplus * HOURS_OF_A_MONTH;
        }
    }

    /** @throws UncheckedIOException if the file cannot be read */
    public static Prices of(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            Map<String, Double> monthly = new TreeMap<>();
            numbers(document.get("hourly")).forEach((part, price) -> monthly.put(part, HOURS_OF_A_MONTH * price));
            monthly.putAll(numbers(document.get("monthly")));
            Map<String, Burstable> burstable = new TreeMap<>();
            ((Map<?, ?>) document.get("burstable")).forEach((type, properties) -> {
                Map<String, Double> numbers = numbers(properties);
                burstable.put(type.toString(), new Burstable(numbers.get("baseline"), numbers.get("surplus")));
            });
            return new Prices(
                    ((Date) document.get("date")).toInstant().toString().substring(0, 10), monthly, burstable);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The US dollars a month for these numbers of parts. Parts without a price cost nothing. */
    public double of(Map<String, Double> parts) {
        return parts.entrySet().stream()
                .mapToDouble(part -> part.getValue() * monthly.getOrDefault(part.getKey(), 0.0))
                .sum();
    }

    /**
     * The US dollars a month for the surplus credits of these parts.
     *
     * @param nodes percentage of CPU that the nodes use day and night
     * @param databases percentage of CPU that the databases use day and night
     */
    public double surplus(Map<String, Double> parts, double nodes, double databases) {
        return parts.entrySet().stream()
                .filter(part -> burstable.containsKey(part.getKey()))
                .mapToDouble(part -> part.getValue()
                        * burstable.get(part.getKey()).monthly(part.getKey().startsWith("db.") ? databases : nodes))
                .sum();
    }

    private static Map<String, Double> numbers(Object section) {
        Map<String, Double> numbers = new TreeMap<>();
        ((Map<?, ?>) section).forEach((name, number) -> numbers.put(name.toString(), ((Number) number).doubleValue()));
        return numbers;
    }
}
