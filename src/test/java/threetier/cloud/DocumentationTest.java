package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The documents agree with the templates, and the costs agree with the list prices. */
class DocumentationTest {

    private static final double HOURS_OF_A_MONTH = 730;

    /** The vCPUs that a type uses above its baseline, of 2, at its target: 50 %, a database 60 %. */
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
        String document = Files.readString(Path.of("README.md"));
        Map<String, Object> prices = Template.map(new Yaml().load(Files.readString(Path.of("docs/aws-prices.yaml"))));
        Template.map(prices.get("sizes")).forEach((name, size) -> {
            double idle = cost(prices, size, "runs");
            String row = "| " + name + " | `" + Template.map(size).get("parameters") + "` | " + Math.round(idle) + " | "
                    + Math.round(idle + cost(prices, size, "loaded")) + " |";
            assertTrue(document.contains(row.replace("`the defaults`", "the defaults")), "README.md lacks " + row);
        });
    }

    @Test
    void surplusFollowsFromTheTypes() throws Exception {
        Map<String, Object> prices = Template.map(new Yaml().load(Files.readString(Path.of("docs/aws-prices.yaml"))));
        Template.map(prices.get("sizes")).forEach((name, size) -> {
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

    /** The cost of a month. */
    private static double cost(Map<String, Object> prices, Object size, String parts) {
        Map<String, Object> hourly = Template.map(prices.get("hourly"));
        Map<String, Object> monthly = Template.map(prices.get("monthly"));
        return Template.map(Template.map(size).get(parts)).entrySet().stream()
                .mapToDouble(part -> number(part.getValue())
                        * (hourly.containsKey(part.getKey())
                                ? HOURS_OF_A_MONTH * number(hourly.get(part.getKey()))
                                : number(monthly.get(part.getKey()))))
                .sum();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
