package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import threetier.command.deploy.Parts;
import threetier.command.deploy.Prices;
import threetier.command.deploy.Settings;

/** Tests that the documents agree with the templates, and the documented costs with the list prices. */
class DocumentationTest {

    private static final double HOURS_OF_A_MONTH = 730;
    private static final Path PRICES = Path.of("docs/aws-prices.yaml");
    private static final Path ROOT = Path.of("cloudformation", EvaluatedStack.ROOT);

    /**
     * The vCPUs that an instance uses above its baseline if its CPU use is at the scaling target: 50 % for nodes, 60 %
     * for databases. Each of these types has 2 vCPUs.
     */
    private static final Map<String, Double> ABOVE_BASELINE = Map.of(
            "t4g.micro",
            2 * (0.5 - 0.1),
            "t4g.small",
            2 * (0.5 - 0.2),
            "t4g.medium",
            2 * (0.5 - 0.2),
            "db.t4g.medium",
            2 * (0.6 - 0.2));

    @Test
    void everyParameterIsInTheTable() throws Exception {
        String document = Files.readString(Path.of("cloudformation/README.md"));
        Stacks.TEMPLATES.get(EvaluatedStack.ROOT).section("Parameters").forEach((name, declaration) -> {
            Map<String, Object> parameter = Template.map(declaration);
            String given =
                    parameter.containsKey("Default") ? parameter.get("Default").toString() : "filled in";
            String row = "| `" + name + "` | "
                    + (given.isEmpty() ? "" : given.equals("filled in") ? given : "`" + given + "`") + " | "
                    + parameter.get("Description") + " |";
            assertTrue(document.contains(row), "cloudformation/README.md lacks " + row);
        });
    }

    @Test
    void costsFollowFromThePrices() throws Exception {
        String document = Files.readString(Path.of("docs/aws.md"));
        Prices prices = Prices.of(PRICES);
        sizes().forEach((name, size) -> {
            double idle = prices.of(parts(size));
            String row = "| " + name + " | `" + Template.map(size).get("parameters") + "` | " + Math.round(idle) + " | "
                    + Math.round(idle + surplus(size)) + " |";
            assertTrue(document.contains(row.replace("`the defaults`", "the defaults")), "docs/aws.md lacks " + row);
        });
        long smallest = Math.round(prices.of(parts(sizes().get("smallest"))));
        assertTrue(
                Files.readString(Path.of("README.md")).contains("about " + smallest + " US dollars a month"),
                "README.md does not say that the smallest size costs " + smallest);
    }

    @Test
    void surplusFollowsFromTheTypes() throws Exception {
        sizes().forEach((name, size) -> {
            double nodes = 0;
            double databases = 0;
            for (Map.Entry<String, Object> part :
                    Template.map(Template.map(size).get("runs")).entrySet()) {
                double surplus = ABOVE_BASELINE.getOrDefault(part.getKey(), 0.0) * (Integer) part.getValue();
                if (part.getKey().startsWith("db.")) {
                    databases += surplus;
                } else {
                    nodes += surplus;
                }
            }
            Map<String, Object> loaded = Template.map(Template.map(size).get("loaded"));
            assertEquals(nodes, number(loaded.getOrDefault("surplus vCPU", 0)), 0.001, name);
            assertEquals(databases, number(loaded.getOrDefault("surplus database vCPU", 0)), 0.001, name);
        });
    }

    /** The additional cost of a month under load. */
    private static double surplus(Object size) {
        Map<String, Object> hourly;
        try {
            hourly = Template.map(
                    Template.map(new Yaml().load(Files.readString(PRICES))).get("hourly"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Template.map(Template.map(size).get("loaded")).entrySet().stream()
                .mapToDouble(part -> HOURS_OF_A_MONTH * number(part.getValue()) * number(hourly.get(part.getKey())))
                .sum();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** If the parts are the same, {@code deploy} prints the same cost as the table. */
    @Test
    void deployCountsTheSameParts() throws Exception {
        Map<String, String> parameters = new TreeMap<>();
        sizes().forEach((name, size) -> {
            for (String parameter :
                    Template.map(size).get("parameters").toString().split(" ")) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
                }
            }
            assertEquals(
                    parts(size),
                    new TreeMap<>(Parts.of(Settings.of(ROOT, Map.of(), parameters))),
                    "the parts of the size " + name);
        });
    }

    private static Map<String, Object> sizes() throws IOException {
        return Template.map(
                Template.map(new Yaml().load(Files.readString(PRICES))).get("sizes"));
    }

    private static Map<String, Integer> parts(Object size) {
        Map<String, Integer> parts = new TreeMap<>();
        Template.map(Template.map(size).get("runs")).forEach((part, number) -> parts.put(part, (Integer) number));
        return parts;
    }
}
