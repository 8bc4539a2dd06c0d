package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.References;
import threetier.command.template.Template;

/**
 * Checks that a change set can be created before any stack exists. At that time, the output of a nested stack is only a
 * placeholder. The change set fails if a template selects an item of a placeholder or restricts its value. If a
 * condition uses a placeholder, its result is wrong.
 */
final class PreviewCheck {

    private static final Set<String> LIMITS =
            Set.of("AllowedValues", "AllowedPattern", "MinValue", "MaxValue", "MinLength", "MaxLength");
    private static final Set<String> PICKS = Set.of("Fn::Select", "Fn::FindInMap");

    private final Template template;
    private final String late;
    private final List<Finding> findings = new ArrayList<>();

    private PreviewCheck(Template template, String late) {
        this.template = template;
        this.late = late;
    }

    /** @param templates all templates by file name */
    static List<Finding> findings(Map<String, Template> templates) {
        List<Finding> findings = new ArrayList<>();
        roots(templates).forEach(root -> findings.addAll(findings(templates, root)));
        return findings;
    }

    private static Stream<Template> roots(Map<String, Template> templates) {
        return Stream.of(EvaluatedStack.ROOT, EvaluatedStack.APPLICATION).map(templates::get);
    }

    private static List<Finding> findings(Map<String, Template> templates, Template root) {
        List<Finding> findings = new ArrayList<>();
        root.section("Resources").keySet().forEach(id -> {
            Map<String, Object> properties = Template.map(root.resource(id).getOrDefault("Properties", Map.of()));
            Template nested = templates.get(String.valueOf(properties.get("TemplateURL")));
            if (nested != null) {
                late(Template.map(properties.getOrDefault("Parameters", Map.of())))
                        .forEach(parameter -> findings.addAll(new PreviewCheck(nested, parameter).check()));
            }
        });
        return findings;
    }

    /** Parameters with a value from another stack. */
    private static Set<String> late(Map<String, Object> given) {
        Set<String> late = new TreeSet<>();
        given.forEach((name, value) -> {
            if (References.in(value).stream()
                    .anyMatch(reference -> reference.attribute().startsWith("Outputs."))) {
                late.add(name);
            }
        });
        return late;
    }

    private List<Finding> check() {
        Map<String, Object> declaration = template.parameter(late);
        if ("Number".equals(declaration.get("Type"))
                || declaration.keySet().stream().anyMatch(LIMITS::contains)) {
            found(late, "restricts a value that is not known yet");
        }
        template.section("Conditions").forEach((id, condition) -> {
            if (uses(condition)) {
                found(id, "depends on " + late + ", which is not known yet");
            }
        });
        template.section("Resources").forEach(this::picks);
        template.section("Outputs").forEach(this::picks);
        return findings;
    }

    private void picks(String id, Object part) {
        if (part instanceof List<?> list) {
            list.forEach(item -> picks(id, item));
        } else if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (PICKS.contains(key.toString()) && uses(value)) {
                    found(id, key + " selects from " + late + ", which is not known yet");
                }
                picks(id, value);
            });
        }
    }

    private boolean uses(Object part) {
        return References.in(part).stream()
                .anyMatch(reference ->
                        reference.function().equals("Ref") && reference.target().equals(late));
    }

    private void found(String id, String message) {
        findings.add(new Finding(template.name(), "preview", id, message));
    }
}
