package threetier.command.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Evaluates the functions of one template, with its parameters and the outputs of its nested stacks. */
public final class Scope {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{(!?)([^}]+)}");
    private final Template template;
    private final String path;
    private final ResourceNames names;
    private final Map<String, Object> parameters = new HashMap<>();
    private final Map<String, Map<String, String>> stacks = new HashMap<>();

    /**
     * @param path prefix of the ids of this stack's resources
     * @param names what references to resources become
     */
    public Scope(Template template, String path, Map<String, Object> given, ResourceNames names) {
        this.template = template;
        this.path = path;
        this.names = names;
        given.keySet().stream()
                .filter(name -> !template.section("Parameters").containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw problem("there is no parameter " + name);
                });
        template.section("Parameters").forEach((name, declaration) -> {
            Object value = given.getOrDefault(name, Template.map(declaration).get("Default"));
            if (value == null) {
                throw problem("the parameter " + name + " has no value");
            }
            allow(name, Template.map(declaration), value.toString());
            parameters.put(name, typed(name, value.toString()));
        });
        obeyRules();
    }

    /** @throws IllegalArgumentException if the parameters violate a rule of the template */
    private void obeyRules() {
        template.section("Rules").forEach((name, definition) -> {
            Map<String, Object> rule = Template.map(definition);
            if (rule.containsKey("RuleCondition") && !(Boolean) value(rule.get("RuleCondition"))) {
                return;
            }
            for (Object assertion : Template.list(rule.get("Assertions"))) {
                if (!(Boolean) value(Template.map(assertion).get("Assert"))) {
                    throw problem(String.valueOf(Template.map(assertion).get("AssertDescription")));
                }
            }
        });
    }

    private void allow(String name, Map<String, Object> declaration, String value) {
        boolean listed = !declaration.containsKey("AllowedValues")
                || Resource.items(declaration.get("AllowedValues")).contains(value);
        boolean matches = !declaration.containsKey("AllowedPattern")
                || value.matches(declaration.get("AllowedPattern").toString());
        boolean number = !"Number".equals(declaration.get("Type")) || value.matches("-?\\d+(\\.\\d+)?");
        if (!listed || !matches || !number) {
            throw problem("the parameter " + name + " may not be \"" + value + "\"");
        }
    }

    /** Adds the outputs of a nested stack. */
    public void stack(String id, Map<String, String> outputs) {
        stacks.put(id, outputs);
    }

    /** Whether this condition is met. The condition null is always met. */
    public boolean holds(Object condition) {
        if (condition == null) {
            return true;
        }
        if (!template.section("Conditions").containsKey(condition.toString())) {
            throw problem("there is no condition " + condition);
        }
        return (Boolean) value(template.section("Conditions").get(condition.toString()));
    }

    /** Evaluates all functions in this part of the template, and omits values that are {@code AWS::NoValue}. */
    public Object value(Object part) {
        if (part instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.stream()
                    .map(this::value)
                    .filter(value -> value != PseudoParameters.NO_VALUE)
                    .forEach(values::add);
            return values;
        }
        if (!(part instanceof Map<?, ?> map)) {
            return part;
        }
        String function = map.size() == 1 ? map.keySet().iterator().next().toString() : "";
        if (function.equals("Ref")
                || function.startsWith("Fn::")
                || function.equals("Condition") && map.get(function) instanceof String) {
            return call(function, map.get(function));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object value = value(item);
            if (value != PseudoParameters.NO_VALUE) {
                values.put(key.toString(), value);
            }
        });
        return values;
    }

    private Object call(String function, Object argument) {
        if (function.equals("Fn::If")) {
            return value(
                    Template.list(argument).get(holds(Template.list(argument).get(0)) ? 1 : 2));
        }
        if (function.equals("Fn::Sub")) {
            return substituted(argument);
        }
        Object value = value(argument);
        List<Object> values = value instanceof List<?> ? Template.list(value) : List.of(value);
        return switch (function) {
            case "Ref" -> reference(value.toString());
            case "Condition" -> holds(value);
            case "Fn::GetAtt" ->
                attribute(values.get(0).toString(), values.get(1).toString());
            case "Fn::Equals" -> values.get(0).toString().equals(values.get(1).toString());
            case "Fn::Not" -> !(Boolean) values.get(0);
            case "Fn::Contains" -> Template.list(values.get(0)).contains(values.get(1));
            case "Fn::And" -> values.stream().allMatch(Boolean.TRUE::equals);
            case "Fn::Or" -> values.stream().anyMatch(Boolean.TRUE::equals);
            case "Fn::Join" -> String.join(values.get(0).toString(), Resource.items(values.get(1)));
            case "Fn::Split" ->
                Arrays.asList(values.get(1)
                        .toString()
                        .split(Pattern.quote(values.get(0).toString())));
            case "Fn::Select" -> selected(Integer.parseInt(values.get(0).toString()), Template.list(values.get(1)));
            case "Fn::FindInMap" -> found(values);
            case "Fn::GetAZs" -> PseudoParameters.ZONES;
            case "Fn::Cidr" -> parts(values.get(0).toString(), (Integer) values.get(1), (Integer) values.get(2));
            case "Fn::Base64" ->
                Base64.getEncoder().encodeToString(value.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            default -> throw problem(function + " is not known");
        };
    }

    /** The parts of a range of IPv4, or the ranges with 64 bits of a range of IPv6. */
    private static List<Object> parts(String range, int count, int bits) {
        return range.endsWith("00::/56") && bits == 64
                ? IntStream.range(0, count)
                        .mapToObj(i -> (Object) range.replace("00::/56", "%02x::/64".formatted(i)))
                        .toList()
                : Cidr.of(range).parts(count, bits);
    }

    private Object reference(String name) {
        if (name.startsWith("AWS::")) {
            return PseudoParameters.value(name, names.stack(path)).orElseThrow(() -> problem(name + " is not known"));
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (!template.section("Resources").containsKey(name)) {
            throw problem("there is neither a parameter nor a resource " + name);
        }
        if (!holds(template.resource(name).get("Condition"))) {
            throw problem(name + " is referred to, but its condition is not met");
        }
        return names.reference(path + name, type(name));
    }

    private String type(String name) {
        return String.valueOf(template.resource(name).get("Type"));
    }

    private Object attribute(String name, String attribute) {
        reference(name);
        if (attribute.equals("Ipv6CidrBlocks")) {
            return List.of("2001:db8:0:100::/56");
        }
        if (!stacks.containsKey(name)) {
            return names.attribute(path + name, type(name), attribute);
        }
        String output = stacks.get(name).get(attribute.replaceFirst("^Outputs\\.", ""));
        if (output == null) {
            throw problem("the stack " + name + " has no " + attribute);
        }
        return output;
    }

    private String substituted(Object argument) {
        String text = (argument instanceof List<?> list ? list.get(0) : argument).toString();
        Map<String, Object> own = argument instanceof List<?> list ? Template.map(value(list.get(1))) : Map.of();
        return IN_TEXT.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).isEmpty() ? substitute(match.group(2), own) : "${" + match.group(2) + "}"));
    }

    private String substitute(String name, Map<String, Object> own) {
        int dot = name.indexOf('.');
        Object value = own.containsKey(name)
                ? own.get(name)
                : dot < 0 ? reference(name) : attribute(name.substring(0, dot), name.substring(dot + 1));
        return value.toString();
    }

    private Object selected(int index, List<Object> values) {
        if (index >= values.size()) {
            throw problem("there is no item " + index + " in " + values);
        }
        return values.get(index);
    }

    private Object found(List<Object> keys) {
        Object value = template.section("Mappings");
        for (Object key : keys) {
            value = Template.map(value).get(key.toString());
            if (value == null) {
                throw problem("the mapping has no " + keys);
            }
        }
        return value;
    }

    private Object typed(String name, String value) {
        String type = template.parameter(name).get("Type").toString();
        return type.startsWith("List<") || type.equals("CommaDelimitedList")
                ? Arrays.asList(value.split(",", -1))
                : value;
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(template.name() + ": " + what);
    }
}
