package threetier.command.template;

import java.util.List;
import java.util.Map;

/**
 * A resource with all functions evaluated.
 *
 * @param id its path, like {@code Network/Vpc}; also the value of a reference to it
 */
public record Resource(String id, String type, Map<String, Object> properties, Map<String, Object> definition) {

    public String text(String property) {
        Object value = properties.get(property);
        return value == null ? "" : value.toString();
    }

    public Map<String, Object> map(String property) {
        return Template.map(properties.getOrDefault(property, Map.of()));
    }

    /** A property that is a list of maps; empty if missing. */
    public List<Map<String, Object>> maps(String property) {
        return Template.list(properties.getOrDefault(property, List.of())).stream()
                .map(Template::map)
                .toList();
    }

    /** A property that is a list of texts; a single text becomes a list of one. */
    public List<String> texts(String property) {
        return items(properties.get(property));
    }

    public static List<String> items(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString().split(","));
    }
}
