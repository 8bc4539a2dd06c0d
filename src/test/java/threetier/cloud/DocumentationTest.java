package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The documents agree with the templates, and the costs agree with the list prices. */
class DocumentationTest {

    private static final double HOURS_OF_A_MONTH = 730;

    @Test
    void everyParameterIsInTheTable() throws Exception {
        String document = Files.readString(Path.of("cloudformation/README.md"));
        Stacks.TEMPLATES.get(Deployment.ROOT).section("Parameters").forEach((name, declaration) -> {
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
        Map<String, Object> hourly = Template.map(prices.get("hourly"));
        Map<String, Object> monthly = Template.map(prices.get("monthly"));
        Template.map(prices.get("sizes")).forEach((name, size) -> {
            double cost = Template.map(Template.map(size).get("runs")).entrySet().stream()
                    .mapToDouble(part -> (Integer) part.getValue()
                            * (hourly.containsKey(part.getKey())
                                    ? HOURS_OF_A_MONTH * (Double) hourly.get(part.getKey())
                                    : (Double) monthly.get(part.getKey())))
                    .sum();
            String row = "| " + name + " | `" + Template.map(size).get("parameters") + "` | " + Math.round(cost) + " |";
            assertTrue(document.contains(row.replace("`the defaults`", "the defaults")), "README.md lacks " + row);
        });
    }
}
