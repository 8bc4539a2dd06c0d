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
 * @param date the date on which the prices were last compared with published price lists
 * @param monthly the price in US dollars per month of each part that runs all the time
 */
public record Prices(String date, Map<String, Double> monthly) {

    private static final double HOURS_OF_A_MONTH = 730;

    public static Prices of(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            Map<String, Double> monthly = new TreeMap<>();
            section(document, "hourly").forEach((part, price) -> monthly.put(part, HOURS_OF_A_MONTH * price));
            monthly.putAll(section(document, "monthly"));
            return new Prices(
                    ((Date) document.get("date")).toInstant().toString().substring(0, 10), monthly);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The cost in US dollars per month of these numbers of parts. A part without a price counts as 0. */
    public double of(Map<String, Integer> parts) {
        return parts.entrySet().stream()
                .mapToDouble(part -> part.getValue() * monthly.getOrDefault(part.getKey(), 0.0))
                .sum();
    }

    private static Map<String, Double> section(Map<String, Object> document, String name) {
        Map<String, Double> prices = new TreeMap<>();
        ((Map<?, ?>) document.get(name))
                .forEach((part, price) -> prices.put(part.toString(), ((Number) price).doubleValue()));
        return prices;
    }
}
