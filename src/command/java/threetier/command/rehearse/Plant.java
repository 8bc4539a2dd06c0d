package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;
import threetier.command.process.Workspace;
import threetier.command.template.Template;

/**
 * An error that somebody could make in the templates, which a rehearsal must find. The file
 * {@code src/command/rehearse/plants.yaml} lists all.
 *
 * @param name a short name
 * @param wrong what is wrong, in a sentence
 * @param unseen whether only a rehearsal finds it, and neither a validator nor an assertion of the tests
 * @param network whether the rehearsal of the network finds it, without nodes
 * @param scale the factor for the size of nodes
 * @param parameters those of the root template
 * @param edits of the templates
 * @param causes texts that the rehearsal must print
 */
public record Plant(
        String name,
        String wrong,
        boolean unseen,
        boolean network,
        double scale,
        Map<String, String> parameters,
        List<Edit> edits,
        List<String> causes) {

    /**
     * A change of a template.
     *
     * @param file its name
     * @param replace a text that it contains once
     * @param by what is there instead
     */
    public record Edit(String file, String replace, String by) {}

    /** All plants, in the order of the file. */
    public static List<Plant> all() {
        List<Object> entries = new Yaml().load(NodeRoot.read(NodeRoot.SCRIPTS.resolve("plants.yaml")));
        return entries.stream().map(Template::map).map(Plant::of).toList();
    }

    private static Plant of(Map<String, Object> entry) {
        Map<String, String> parameters = new TreeMap<>();
        Template.map(entry.getOrDefault("parameters", Map.of()))
                .forEach((name, value) -> parameters.put(name, value.toString()));
        return new Plant(
                entry.get("plant").toString(),
                entry.get("wrong").toString(),
                Boolean.TRUE.equals(entry.get("unseen")),
                Boolean.TRUE.equals(entry.get("network")),
                Double.parseDouble(entry.getOrDefault("scale", "1").toString()),
                parameters,
                Template.list(entry.get("edits")).stream()
                        .map(Template::map)
                        .map(edit -> new Edit(
                                edit.get("file").toString(),
                                edit.get("replace").toString(),
                                edit.get("by").toString()))
                        .toList(),
                Template.list(entry.get("causes")).stream()
                        .map(Object::toString)
                        .toList());
    }

    /**
     * Plants the error.
     *
     * @param texts the templates by file name; they are changed
     * @throws IllegalStateException if a template does not contain the text to replace exactly once
     */
    public void into(Map<String, String> texts) {
        for (Edit edit : edits) {
            String text = texts.get(edit.file());
            int at = text.indexOf(edit.replace());
            if (at < 0 || text.indexOf(edit.replace(), at + 1) >= 0) {
                throw new IllegalStateException("The plant " + name + " does not fit: " + edit.file()
                        + " must contain this text once: " + edit.replace());
            }
            texts.put(edit.file(), text.replace(edit.replace(), edit.by()));
        }
    }

    /** The texts that a rehearsal with this plant must print, and that are not in this output. */
    List<String> missingIn(String output) {
        return causes.stream().filter(cause -> !output.contains(cause)).toList();
    }

    /** Writes all templates to a folder, with the errors of these plants. */
    static void write(List<Plant> plants, Path folder) {
        Map<String, String> texts =
                new TreeMap<>(Template.texts(Workspace.projectFolder().resolve("cloudformation")));
        plants.forEach(plant -> plant.into(texts));
        Workspace.folder(folder);
        texts.forEach((file, text) -> {
            try {
                Files.writeString(folder.resolve(file), text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
