package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.error.YAMLException;
import threetier.command.rehearse.Plant;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/**
 * Tests the checks of the templates: some check must find each error that is inserted into a real template. The fastest
 * checks come first, and the first one that finds the error ends the search.
 */
class PlantedErrorsTest {

    private static final int FEWEST = 280;
    private static final String SPECIFICATION = "specification";
    /** The templates that only a site behind CloudFront uses. */
    private static final Set<String> OF_THE_EDGE = Set.of(EvaluatedStack.EDGE, "origin.yaml");

    /** The templates that only a second application uses. */
    private static final Set<String> OF_AN_APPLICATION = Set.of(EvaluatedStack.APPLICATION, "entrance.yaml");

    private final Map<String, String> texts = Template.texts(Stacks.FOLDER);
    private final List<PlantedError> errors = PlantedError.all();

    @Test
    void eachIsCaught() {
        assertTrue(errors.size() >= FEWEST);
        Specification specification = Stacks.specification();
        Map<String, String> caught = new TreeMap<>(errors.parallelStream()
                .collect(Collectors.toMap(PlantedError::error, planted -> byThisProject(planted, specification))));
        // AWS's validator is slow. It gets what nothing else finds, and a sample that proves that it still works
        byAws(errors.stream()
                        .filter(planted -> Set.of("", SPECIFICATION).contains(caught.get(planted.error())))
                        .toList())
                .forEach((error, by) -> caught.merge(error, by, (other, aws) -> (other + " " + aws).strip()));
        caught.forEach((error, by) ->
                System.out.printf("planted: %-52s caught by: %s%n", error, by.isEmpty() ? "NOTHING" : by));
        assertEquals(
                List.of(),
                caught.entrySet().stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
        assertTrue(caught.values().stream().anyMatch(by -> by.contains("aws")), "AWS's validator finds no error");
    }

    /** Only a rehearsal finds these errors. */
    @Test
    void noneOfTheseOfTheRehearsalIsCaught() {
        Specification specification = Stacks.specification();
        Map<String, String> planted = new LinkedHashMap<>();
        Map<String, String> caught = new TreeMap<>();
        for (Plant plant : Plant.all().stream().filter(Plant::unseen).toList()) {
            Map<String, String> edited = new TreeMap<>(texts);
            plant.into(edited);
            Set<String> files = plant.edits().stream().map(Plant.Edit::file).collect(Collectors.toSet());
            Map<String, Template> templates = new TreeMap<>(Stacks.TEMPLATES);
            files.forEach(file -> {
                templates.put(file, Template.parse(file, edited.get(file)));
                planted.put(plant.name() + " " + file, edited.get(file));
            });
            files.forEach(file -> caught.put(plant.name(), byThisProject(file, templates, specification)));
        }
        caught.values().removeIf(String::isEmpty);
        assertEquals(Map.of(), caught);
        assertTrue(planted.size() >= 5, planted.keySet().toString());
        assertEquals(Map.of(), byAws(planted, error -> error.split(" ")[1]));
    }

    /** Validates all templates in one run, because AWS's validator takes seconds to start. */
    private Map<String, String> byAws(List<PlantedError> left) {
        Map<String, String> planted = new LinkedHashMap<>();
        left.forEach(error -> planted.put(error.error(), error.plantedIn(texts)));
        Map<String, String> files = left.stream().collect(Collectors.toMap(PlantedError::error, PlantedError::file));
        return byAws(planted, files::get);
    }

    /** @param file the name of the template with an error */
    private static Map<String, String> byAws(Map<String, String> planted, UnaryOperator<String> file) {
        List<Acknowledged> known = Acknowledged.of("aws");
        // Remarks (I…) do not count, because an inserted resource can cause further remarks
        return AwsValidator.findings(planted).stream()
                .filter(found -> !found.check().startsWith("I"))
                .filter(found -> known.stream()
                        .noneMatch(entry -> entry.covers(
                                new Finding(file.apply(found.file()), found.check(), found.where(), found.message()))))
                .collect(Collectors.toMap(Finding::file, found -> "aws " + found.check(), (one, other) -> one));
    }

    /** The name of the first check of this project that finds the error; empty if none does. */
    private String byThisProject(PlantedError planted, Specification specification) {
        Map<String, Template> templates;
        try {
            templates = planted.templates(texts);
        } catch (YAMLException unreadable) {
            return "parser";
        }
        return byThisProject(planted.file(), templates, specification);
    }

    private static String byThisProject(String file, Map<String, Template> templates, Specification specification) {
        if (!PropertyCheck.findings(specification, templates.get(file)).isEmpty()) {
            return SPECIFICATION;
        }
        // The references of the other templates lead to no template with the error
        if (Stream.of(file, EvaluatedStack.ROOT)
                .map(templates::get)
                .anyMatch(template -> !ReferenceCheck.findings(specification, templates, template)
                        .isEmpty())) {
            return "references";
        }
        if (!PreviewCheck.findings(templates).isEmpty()) {
            return "preview";
        }
        // Only variants that use the template can fail
        return Variant.ALL.stream()
                .filter(variant -> !OF_THE_EDGE.contains(file) || variant.behindEdge())
                .filter(variant -> !OF_AN_APPLICATION.contains(file) || variant.hasApplication())
                .filter(variant -> !file.equals(EvaluatedStack.GLOBAL)
                        || variant.parameters().containsKey("GlobalCluster"))
                .map(variant -> byVariant(variant, templates))
                .filter(by -> !by.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A template that a check cannot evaluate fails too. */
    private static String byVariant(Variant variant, Map<String, Template> templates) {
        try {
            EvaluatedStack deployment = variant.deploy(templates);
            if (!Assertion.problems(deployment).isEmpty()) {
                return "assertions";
            }
            return Reachability.problems(variant, deployment).isEmpty() ? "" : "reachability";
        } catch (RuntimeException broken) {
            return "evaluation";
        }
    }
}
