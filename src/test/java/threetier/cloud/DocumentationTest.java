package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import threetier.command.deploy.Parts;
import threetier.command.deploy.Prices;
import threetier.command.deploy.Settings;

/** The documents agree with the templates, and the costs agree with the list prices. */
class DocumentationTest {

    private static final Path PRICES = Path.of("docs/aws-prices.yaml");
    private static final Path ROOT = Path.of("cloudformation", Deployment.ROOT);

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
        Prices prices = Prices.of(PRICES);
        sizes().forEach((name, size) -> {
            String row = "| " + name + " | `" + Template.map(size).get("parameters") + "` | "
                    + Math.round(prices.of(parts(size))) + " |";
            assertTrue(document.contains(row.replace("`the defaults`", "the defaults")), "README.md lacks " + row);
        });
    }

    /** So the cost that {@code deploy} says is that of the table. */
    @Test
    void deployCountsTheSameParts() throws Exception {
        Map<String, String> parameters = new TreeMap<>();
        sizes().forEach((name, size) -> {
            for (String parameter : Template.map(size).get("parameters").toString().split(" ")) {
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
