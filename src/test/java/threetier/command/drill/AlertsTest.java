package threetier.command.drill;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The operator finds a section for each alert, and each drill says there which alerts it raises. */
class AlertsTest {

    private static final String RUNBOOK = "docs/operations.md";

    @Test
    void eachAlertLinksToItsSection() throws IOException {
        for (Map<?, ?> alert : alerts()) {
            String name = (String) alert.get("alert");
            String anchor = "alert-" + name.toLowerCase(Locale.ROOT);
            assertEquals(RUNBOOK + "#" + anchor, ((Map<?, ?>) alert.get("annotations")).get("runbook"), name);
            String section = section("#### Alert `" + name + "`\n");
            for (String part : List.of("**Meaning.** ", "**Look at.** ", "**Do.** ")) {
                assertTrue(section.contains("\n" + part), name + " has no " + part);
            }
        }
    }

    @Test
    void eachSectionIsThatOfAnAlert() throws IOException {
        Set<String> sections = Files.readAllLines(Path.of(RUNBOOK)).stream()
                .filter(line -> line.startsWith("#### Alert "))
                .map(line -> line.replaceAll(".*`(.*)`", "$1"))
                .collect(toCollection(TreeSet::new));
        assertEquals(names(), sections);
    }

    @Test
    void eachDrillSaysWhichAlertsItRaises() throws IOException {
        for (Scenario drill : Scenarios.all(1)) {
            assertTrue(names().containsAll(drill.alerts()), drill.name() + " expects " + drill.alerts());
            String section = "### "
                    + Arrays.stream(Files.readString(Path.of(RUNBOOK)).split("\n### "))
                            .filter(text -> text.lines().findFirst().orElse("").contains("`" + drill.name() + "`"))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(drill.name() + " has no section"));
            for (String alert : drill.alerts()) {
                assertTrue(section.contains("`" + alert + "`"), drill.name() + " does not mention " + alert);
            }
            if (drill.alerts().isEmpty()) {
                assertTrue(section.contains("No alert fires"), drill.name());
            }
        }
    }

    /**
     * A fault that nobody hears of is not handled. No alert can say that somebody has deleted the wrong rows
     * ({@code restored}). Answers that are lost in front of the site are counted there: on AWS by an alarm of edge.yaml
     * ({@code edge-retry}). A planned change is not a fault.
     */
    @Test
    void eachFaultRaisesAnAlert() {
        assertEquals(
                Set.of("apps-replaced", "webs-replaced", "restored", "soak", "edge-retry", "region-switched"),
                Scenarios.all(1).stream()
                        .filter(drill -> drill.alerts().isEmpty())
                        .map(Scenario::name)
                        .collect(toCollection(TreeSet::new)));
    }

    /** The text from this heading to the next one. */
    private static String section(String heading) throws IOException {
        String text = Files.readString(Path.of(RUNBOOK));
        int start = text.indexOf("\n" + heading);
        assertTrue(start >= 0, "no section " + heading);
        int end = text.indexOf("\n###", start + 1);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private static Set<String> names() throws IOException {
        return alerts().stream().map(alert -> (String) alert.get("alert")).collect(toCollection(TreeSet::new));
    }

    private static List<? extends Map<?, ?>> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, ?>>>>> file =
                new Yaml().load(Files.readString(Path.of("observe/alerts.yaml")));
        return file.get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .filter(rule -> rule.containsKey("alert"))
                .toList();
    }
}
