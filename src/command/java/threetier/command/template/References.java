package threetier.command.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The references within a template. */
public final class References {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([^!}][^}]*)}");

    /**
     * A reference.
     *
     * @param function {@code Ref}, {@code Fn::GetAtt}, {@code Condition}, {@code Fn::FindInMap} or {@code DependsOn}
     * @param attribute of the target, or empty
     */
    public record Reference(String function, String target, String attribute) {}

    private References() {}

    /** The references in this part of a template, in order of appearance. */
    public static List<Reference> in(Object part) {
        List<Reference> found = new ArrayList<>();
        collect(part, found);
        return found;
    }

    private static void collect(Object part, List<Reference> found) {
        if (part instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        } else if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entry(key.toString(), value, found));
        }
    }

    private static void entry(String key, Object value, List<Reference> found) {
        switch (key) {
            case "Ref", "Condition" -> {
                // The Condition of a policy statement is a map, and that of a state machine an expression in {% %}
                if (value instanceof String target && !target.startsWith("{%")) {
                    found.add(new Reference(key, target, ""));
                }
            }
            case "DependsOn" -> Resource.items(value).forEach(target -> found.add(new Reference(key, target, "")));
            case "Fn::GetAtt" ->
                found.add(new Reference(
                        key,
                        Template.list(value).get(0).toString(),
                        Template.list(value).get(1).toString()));
            case "Fn::FindInMap" -> {
                found.add(new Reference(key, Template.list(value).get(0).toString(), ""));
                collect(value, found);
            }
            case "Fn::If" -> {
                found.add(new Reference("Condition", Template.list(value).get(0).toString(), ""));
                collect(value, found);
            }
            case "Fn::Sub" -> substitution(value, found);
            default -> collect(value, found);
        }
    }

    private static void substitution(Object value, List<Reference> found) {
        Object text = value instanceof List<?> list ? list.get(0) : value;
        Map<String, Object> own = value instanceof List<?> list ? Template.map(list.get(1)) : Map.of();
        collect(own, found);
        Matcher names = IN_TEXT.matcher(text.toString());
        while (names.find()) {
            String name = names.group(1);
            int dot = name.indexOf('.');
            if (own.containsKey(name)) {
                continue;
            }
            found.add(
                    dot < 0
                            ? new Reference("Ref", name, "")
                            : new Reference("Fn::GetAtt", name.substring(0, dot), name.substring(dot + 1)));
        }
    }
}
