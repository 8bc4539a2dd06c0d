package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.error.YAMLException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** Tests the checks of the templates: some check must find each error that is inserted into a real template. */
class PlantedErrorsTest {

    private static final int FEWEST = 280;
    /** The templates that only a site behind CloudFront uses. */
    private static final Set<String> OF_THE_EDGE = Set.of(EvaluatedStack.EDGE, "origin.yaml");

    /** The templates that only a second application uses. */
    private static final Set<String> OF_AN_APPLICATION = Set.of(EvaluatedStack.APPLICATION, "entrance.yaml");

    private final Map<String, String> texts = Template.texts(Stacks.FOLDER);
    private final List<PlantedError> errors = PlantedError.all();

    @Test
    void eachIsCaught() {
        assertTrue(errors.size() >= FEWEST);
        Map<String, List<Finding>> aws = byAws();
        Map<String, String> caught = new LinkedHashMap<>();
        for (PlantedError planted : errors) {
            List<String> by = new ArrayList<>();
            if (!aws.getOrDefault(planted.error(), List.of()).isEmpty()) {
                by.add("aws "
                        + aws.get(planted.error()).stream()
                                .map(Finding::check)
                                .distinct()
                                .collect(Collectors.joining(" ")));
            }
            by.addAll(byThisProject(planted));
            caught.put(planted.error(), String.join(", ", by));
        }
        caught.forEach((error, by) ->
                System.out.printf("planted: %-52s caught by: %s%n", error, by.isEmpty() ? "NOTHING" : by));
        assertEquals(
                List.of(),
                caught.entrySet().stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** Validates all templates in one run, because AWS's validator takes seconds to start. */
    private Map<String, List<Finding>> byAws() {
        List<Acknowledged> known = Acknowledged.of("aws");
        Map<String, String> planted = new LinkedHashMap<>();
        errors.forEach(error -> planted.put(error.error(), error.plantedIn(texts)));
        Map<String, String> files = errors.stream().collect(Collectors.toMap(PlantedError::error, PlantedError::file));
        // Remarks (I…) do not count, because an inserted resource can cause further remarks
        return AwsValidator.findings(planted).stream()
                .filter(found -> !found.check().startsWith("I"))
                .filter(found -> known.stream()
                        .noneMatch(entry -> entry.covers(
                                new Finding(files.get(found.file()), found.check(), found.where(), found.message()))))
                .collect(Collectors.groupingBy(Finding::file));
    }

    private List<String> byThisProject(PlantedError planted) {
        List<String> by = new ArrayList<>();
        Map<String, Template> templates;
        try {
            templates = planted.templates(texts);
        } catch (YAMLException unreadable) {
            return List.of("parser");
        }
        Template template = templates.get(planted.file());
        Specification specification = Stacks.specification();
        if (!PropertyCheck.findings(specification, template).isEmpty()) {
            by.add("specification");
        }
        if (templates.values().stream()
                .anyMatch(one ->
                        !ReferenceCheck.findings(specification, templates, one).isEmpty())) {
            by.add("references");
        }
        if (!PreviewCheck.findings(templates).isEmpty()) {
            by.add("preview");
        }
        if (fails(planted.file(), templates, Reachability::problems)) {
            by.add("reachability");
        }
        if (fails(planted.file(), templates, (variant, changed) -> Assertion.problems(variant.deploy(changed)))) {
            by.add("assertions");
        }
        return by;
    }

    /**
     * Whether a check fails. A template that the check cannot evaluate fails too.
     *
     * @param file the template with the error; only variants that use it can fail
     */
    private static boolean fails(
            String file,
            Map<String, Template> templates,
            BiFunction<Variant, Map<String, Template>, List<String>> problems) {
        return Variant.ALL.stream()
                .filter(variant -> !OF_THE_EDGE.contains(file) || variant.behindEdge())
                .filter(variant -> !OF_AN_APPLICATION.contains(file) || variant.hasApplication())
                .anyMatch(variant -> {
                    try {
                        return !problems.apply(variant, templates).isEmpty();
                    } catch (RuntimeException broken) {
                        return true;
                    }
                });
    }
}
