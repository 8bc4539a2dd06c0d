package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.template.Template;

/** Compares every property of every resource with the specification. Finds unknown, missing and wrongly typed ones. */
final class PropertyCheck {

    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "Condition",
            "DependsOn",
            "Metadata",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "CreationPolicy",
            "UpdatePolicy");

    private final Specification specification;
    private final Template template;
    private final List<Finding> findings = new ArrayList<>();

    private PropertyCheck(Specification specification, Template template) {
        this.specification = specification;
        this.template = template;
    }

    static List<Finding> findings(Specification specification, Template template) {
        PropertyCheck check = new PropertyCheck(specification, template);
        template.unknownSections().forEach(section -> check.found(section, "there is no such section"));
        template.section("Resources").keySet().forEach(check::resource);
        return check.findings;
    }

    private void resource(String id) {
        Map<String, Object> resource = template.resource(id);
        String type = String.valueOf(resource.get("Type"));
        resource.keySet().stream()
                .filter(key -> !ATTRIBUTES.contains(key))
                .forEach(key -> found(id, "a resource has no " + key));
        if (type.startsWith("Custom::")) {
            return;
        }
        if (!specification.knows(type)) {
            found(id, "there is no type " + type);
            return;
        }
        properties(id, "", specification.properties(type), Template.map(resource.getOrDefault("Properties", Map.of())));
    }

    private void properties(String id, String path, Map<String, Object> known, Map<String, Object> given) {
        given.forEach((name, value) -> {
            if (known.containsKey(name)) {
                value(
                        id,
                        path + name,
                        Template.map(Template.map(known.get(name)).get("type")),
                        value);
            } else {
                found(id, "there is no property " + path + name);
            }
        });
        known.forEach((name, property) -> {
            if (Boolean.TRUE.equals(Template.map(property).get("required")) && !given.containsKey(name)) {
                found(id, "the property " + path + name + " is missing");
            }
        });
    }

    private void value(String id, String path, Map<String, Object> type, Object value) {
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            String function = map.keySet().iterator().next().toString();
            if (function.equals("Fn::If")) {
                Template.list(map.get(function)).stream().skip(1).forEach(branch -> value(id, path, type, branch));
                return;
            }
            if (function.equals("Ref") || function.startsWith("Fn::")) {
                function(id, path, type, function, map.get(function));
                return;
            }
        }
        literal(id, path, type, value);
    }

    /** Checks the result type of a function. This check only distinguishes text from a list of texts. */
    private void function(String id, String path, Map<String, Object> type, String function, Object argument) {
        String kind = type.get("kind").toString();
        boolean listWanted = kind.equals("array");
        boolean text = List.of("Fn::Join", "Fn::Sub", "Fn::Base64").contains(function)
                || function.equals("Ref") && isText(argument.toString());
        boolean list = List.of("Fn::Split", "Fn::GetAZs", "Fn::Cidr").contains(function)
                || function.equals("Ref") && isList(argument.toString());
        if (listWanted && text
                || list && !listWanted && !List.of("json", "union").contains(kind)
                || text && List.of("map", "definition").contains(kind)) {
            found(
                    id,
                    path + " requires " + (listWanted ? "a list" : kind) + ", which " + function + " " + argument
                            + " is not");
        }
    }

    private boolean isList(String parameter) {
        String type = String.valueOf(template.parameter(parameter).get("Type"));
        return type.startsWith("List<") || type.equals("CommaDelimitedList");
    }

    /** Whether a reference to this name is text. A reference to a resource always is. */
    private boolean isText(String name) {
        return !name.equals("AWS::NoValue") && !isList(name);
    }

    private void literal(String id, String path, Map<String, Object> type, Object value) {
        String kind = type.get("kind").toString();
        boolean right = switch (kind) {
            case "string", "date-time" -> !(value instanceof Map || value instanceof List);
            case "integer" -> String.valueOf(value).matches("-?\\d+");
            case "number" -> String.valueOf(value).matches("-?\\d+(\\.\\d+)?");
            case "boolean" -> String.valueOf(value).matches("true|false");
            case "array" -> value instanceof List;
            case "map", "definition", "tag" -> value instanceof Map;
            default -> true;
        };
        if (!right) {
            found(id, path + " is not of the type " + kind + ": " + value);
        } else if (type.containsKey("allowed")
                && !Template.list(type.get("allowed")).contains(value)) {
            found(id, path + " is none of " + type.get("allowed") + ": " + value);
        } else if (kind.equals("array")) {
            Template.list(value).forEach(item -> value(id, path, Template.map(type.get("of")), item));
        } else if (kind.equals("map")) {
            Template.map(value).forEach((key, item) -> value(id, path + "." + key, Template.map(type.get("of")), item));
        } else if (kind.equals("definition")) {
            properties(id, path + ".", specification.definition(type.get("id").toString()), Template.map(value));
        }
    }

    private void found(String id, String message) {
        findings.add(new Finding(template.name(), "specification", id, message));
    }
}
