package threetier.command.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The parameters that a CloudFormation template declares. */
final class TemplateParameters {

    private TemplateParameters() {}

    /** Returns the names of the parameters. */
    static Set<String> of(Path template) {
        return defaults(template).keySet();
    }

    /**
     * Returns the default values of the parameters; the value is empty for a parameter without a default. This method
     * reads the YAML nodes without constructing objects, because CloudFormation has tags of its own, such as
     * {@code !Ref}.
     */
    static Map<String, String> defaults(Path template) {
        try (Reader reader = Files.newBufferedReader(template)) {
            MappingNode root = (MappingNode) new Yaml().compose(reader);
            return root.getValue().stream()
                    .filter(section -> name(section).equals("Parameters"))
                    .flatMap(section -> ((MappingNode) section.getValueNode()).getValue().stream())
                    .collect(Collectors.toMap(TemplateParameters::name, TemplateParameters::defaultOf));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String defaultOf(NodeTuple parameter) {
        return ((MappingNode) parameter.getValueNode())
                .getValue().stream()
                        .filter(property -> name(property).equals("Default"))
                        .map(property -> ((ScalarNode) property.getValueNode()).getValue())
                        .findFirst()
                        .orElse("");
    }

    private static String name(NodeTuple entry) {
        Node key = entry.getKeyNode();
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
