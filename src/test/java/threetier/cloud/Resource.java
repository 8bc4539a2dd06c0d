package threetier.cloud;

import java.util.List;
import java.util.Map;

/**
 * A resource as CloudFormation would make it, with all functions evaluated.
 *
 * @param id where it stands: {@code Network/Vpc}; also what a reference to it gives
 */
record Resource(String id, String type, Map<String, Object> properties, Map<String, Object> definition) {

    String text(String property) {
        Object value = properties.get(property);
        return value == null ? "" : value.toString();
    }

    Map<String, Object> map(String property) {
        return Template.map(properties.getOrDefault(property, Map.of()));
    }

    /** What a list of maps holds; empty when the property is missing. */
    List<Map<String, Object>> maps(String property) {
        return Template.list(properties.getOrDefault(property, List.of())).stream()
                .map(Template::map)
                .toList();
    }

    /** A list of texts; a lone text is a list of one. */
    List<String> texts(String property) {
        return items(properties.get(property));
    }

    static List<String> items(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString().split(","));
    }
}
