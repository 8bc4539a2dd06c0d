package threetier.deploy;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** An answer of the AWS CLI; what is not there is empty. */
record Json(Object value) {

    static Json parse(String text) {
        LoaderOptions options = new LoaderOptions();
        // The events of a stack over three months are more than the parser takes otherwise
        options.setCodePointLimit(Integer.MAX_VALUE);
        return new Json(new Yaml(options).load(text));
    }

    /** What is under these keys, one inside the other. */
    Json at(String... keys) {
        Object found = value;
        for (String key : keys) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Json(found);
    }

    List<Json> items() {
        return value instanceof List<?> list ? list.stream().map(item -> new Json(item)).toList() : List.of();
    }

    /** The first of a list. */
    Json first() {
        return items().isEmpty() ? new Json(null) : items().get(0);
    }

    String text() {
        return value == null ? "" : value.toString();
    }

    String text(String... keys) {
        return at(keys).text();
    }
}
