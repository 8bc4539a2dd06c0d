package threetier.cloud;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.template.References;
import threetier.command.template.References.Reference;
import threetier.command.template.Template;

/**
 * Checks that every reference in a template has a target, that nested stacks fit their templates, and that every
 * declaration is used.
 */
final class ReferenceCheck {

    private static final Set<String> PSEUDO = Set.of(
            "AWS::StackName",
            "AWS::Region",
            "AWS::AccountId",
            "AWS::Partition",
            "AWS::URLSuffix",
            "AWS::StackId",
            "AWS::NoValue");

    private final Specification specification;
    private final Map<String, Template> templates;
    private final Template template;
    private final Set<String> used = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private ReferenceCheck(Specification specification, Map<String, Template> templates, Template template) {
        this.specification = specification;
        this.templates = templates;
        this.template = template;
    }

    /** @param templates all templates by file name, to find nested ones */
    static List<Finding> findings(Specification specification, Map<String, Template> templates, Template template) {
        ReferenceCheck check = new ReferenceCheck(specification, templates, template);
        for (String section : List.of("Rules", "Conditions", "Resources", "Outputs")) {
            template.section(section)
                    .forEach((id, part) -> References.in(part).forEach(reference -> check.reference(id, reference)));
        }
        template.section("Resources").keySet().forEach(check::nested);
        template.section("Resources").keySet().stream()
                .filter(template.section("Parameters")::containsKey)
                .forEach(id -> check.found(id, "is a resource and a parameter"));
        for (String section : List.of("Parameters", "Conditions", "Mappings")) {
            template.section(section).keySet().stream()
                    .filter(id -> !check.used.contains(section + id))
                    .forEach(id -> check.found(id, "unused in " + section));
        }
        return check.findings;
    }

    private void reference(String id, Reference reference) {
        String target = reference.target();
        boolean known = switch (reference.function()) {
            case "Ref" -> PSEUDO.contains(target) || in("Parameters", target) || in("Resources", target);
            case "Condition" -> in("Conditions", target);
            case "Fn::FindInMap" -> in("Mappings", target);
            case "DependsOn" -> in("Resources", target) && !target.equals(id);
            default -> in("Resources", target) && hasAttribute(target, reference.attribute());
        };
        if (!known) {
            found(
                    id,
                    reference.function() + " " + target
                            + (reference.attribute().isEmpty() ? "" : "." + reference.attribute()) + " has no target");
        }
    }

    private boolean in(String section, String id) {
        used.add(section + id);
        return template.section(section).containsKey(id);
    }

    private boolean hasAttribute(String id, String attribute) {
        String type = String.valueOf(template.resource(id).get("Type"));
        if (type.equals("AWS::CloudFormation::Stack")) {
            return nestedTemplate(id) != null
                    && attribute.startsWith("Outputs.")
                    && nestedTemplate(id).section("Outputs").containsKey(attribute.substring("Outputs.".length()));
        }
        return type.startsWith("Custom::")
                || !specification.knows(type)
                || specification.attributes(type).contains(attribute);
    }

    private Template nestedTemplate(String id) {
        return templates.get(String.valueOf(Template.map(template.resource(id).getOrDefault("Properties", Map.of()))
                .get("TemplateURL")));
    }

    private void nested(String id) {
        if (!"AWS::CloudFormation::Stack".equals(template.resource(id).get("Type"))) {
            return;
        }
        Template nested = nestedTemplate(id);
        if (nested == null) {
            found(id, "its template does not exist");
            return;
        }
        Map<String, Object> given = Template.map(
                Template.map(template.resource(id).get("Properties")).getOrDefault("Parameters", Map.of()));
        given.keySet().stream()
                .filter(name -> !nested.section("Parameters").containsKey(name))
                .forEach(name -> found(id, nested.name() + " has no parameter " + name));
        // Nested parameters with a default count too, because a user can only set parameters of the root
        nested.section("Parameters").keySet().forEach(name -> {
            if (!given.containsKey(name)) {
                found(id, "the parameter " + name + " of " + nested.name() + " is missing");
            } else if (References.in(given.get(name)).isEmpty() && !distinguishes(nested, name)) {
                found(id, "the parameter " + name + " of " + nested.name() + " has a value that no user can change");
            }
        });
    }

    /**
     * Whether this parameter has different values in several stacks of the same template, also in other root stacks.
     */
    private boolean distinguishes(Template nested, String parameter) {
        return templates.values().stream()
                        .flatMap(root -> root.section("Resources").values().stream())
                        .map(resource -> Template.map(Template.map(resource).getOrDefault("Properties", Map.of())))
                        .filter(properties -> nested.name().equals(String.valueOf(properties.get("TemplateURL"))))
                        .map(properties -> Template.map(properties.getOrDefault("Parameters", Map.of())))
                        .map(given -> String.valueOf(given.get(parameter)))
                        .distinct()
                        .count()
                > 1;
    }

    private void found(String id, String message) {
        findings.add(new Finding(template.name(), "references", id, message));
    }
}
