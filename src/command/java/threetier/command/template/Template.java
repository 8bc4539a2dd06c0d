package threetier.command.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A template as CloudFormation reads it: the short form of a function, {@code !GetAtt A.B}, becomes its long form,
 * {@code {Fn::GetAtt: [A, B]}}.
 */
public record Template(String name, Map<String, Object> content) {

    private static final List<String> SECTIONS = List.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Resources",
            "Outputs");

    /** @throws org.yaml.snakeyaml.error.YAMLException if {@code text} is not YAML, or has a duplicate key */
    public static Template parse(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Template(name, map(new Yaml(new Functions(options)).load(text)));
    }

    /** All templates of a folder by file name. */
    public static Map<String, Template> folder(Path folder) {
        Map<String, Template> templates = new LinkedHashMap<>();
        texts(folder).forEach((name, text) -> templates.put(name, parse(name, text)));
        return templates;
    }

    /** The texts of all templates of a folder by file name. */
    public static Map<String, String> texts(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
            Map<String, String> texts = new java.util.TreeMap<>();
            for (Path file : files) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sections that CloudFormation does not know. */
    public List<String> unknownSections() {
        return content.keySet().stream()
                .filter(section -> !SECTIONS.contains(section))
                .toList();
    }

    public Map<String, Object> section(String section) {
        return map(content.getOrDefault(section, Map.of()));
    }

    public Map<String, Object> parameter(String parameter) {
        return map(section("Parameters").getOrDefault(parameter, Map.of()));
    }

    public Map<String, Object> resource(String resource) {
        return map(section("Resources").getOrDefault(resource, Map.of()));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    /** Turns every {@code !Function} into a map with one entry. */
    private static final class Functions extends SafeConstructor {

        Functions(LoaderOptions options) {
            super(options);
            // Keeps dates as text, as in JSON
            yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
            yamlConstructors.put(null, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String name = node.getTag().getValue().substring(1);
                    String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
                    Object argument = argument(node);
                    return new LinkedHashMap<>(Map.of(
                            function,
                            name.equals("GetAtt") && argument instanceof String text
                                    ? new ArrayList<Object>(Arrays.asList(text.split("\\.", 2)))
                                    : argument));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
