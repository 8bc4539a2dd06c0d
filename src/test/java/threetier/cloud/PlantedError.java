package threetier.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;
import threetier.command.template.Template;

/** An error that a test inserts into a real template. {@code src/test/cloudformation/planted.yaml} lists them. */
record PlantedError(String error, String file, String replace, String by) {

    static List<PlantedError> all() {
        try {
            List<Object> entries = new Yaml().load(Files.readString(Path.of("src/test/cloudformation/planted.yaml")));
            return entries.stream()
                    .map(Template::map)
                    .map(entry -> new PlantedError(
                            entry.get("error").toString(),
                            entry.get("file").toString(),
                            entry.get("replace").toString(),
                            entry.get("by").toString()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The text of the template with the error.
     *
     * @throws IllegalStateException if the template does not contain the text to replace
     */
    String plantedIn(Map<String, String> texts) {
        String text = texts.get(file);
        int at = text.indexOf(replace);
        if (at < 0) {
            throw new IllegalStateException(
                    "\"" + error + "\" cannot be planted: " + file + " does not contain \"" + replace + "\"");
        }
        return text.substring(0, at) + by + text.substring(at + replace.length());
    }

    /** All templates, one of them with the error. */
    Map<String, Template> templates(Map<String, String> texts) {
        Map<String, Template> templates = new TreeMap<>(Stacks.TEMPLATES);
        templates.put(file, Template.parse(file, plantedIn(texts)));
        return templates;
    }
}
