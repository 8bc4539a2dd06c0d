package threetier.cloud;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What resources there are and which properties they take, as AWS publishes it ({@code @aws-cdk/aws-service-spec}). */
record Specification(Map<String, Object> types, Map<String, Object> definitions) {

    /** For these types of resources; what AWS does not know is missing in the result. */
    static Specification of(Collection<String> types) {
        String input = types.stream().map(NodePackages::quoted).collect(Collectors.joining(",", "[", "]"));
        Map<String, Object> result = Template.map(NodePackages.run("", "specification.mjs", input));
        return new Specification(Template.map(result.get("types")), Template.map(result.get("definitions")));
    }

    boolean knows(String type) {
        return types.containsKey(type);
    }

    /** Name to {@code required} and {@code type}. */
    Map<String, Object> properties(String type) {
        return Template.map(Template.map(types.get(type)).get("properties"));
    }

    /** What {@code Fn::GetAtt} gives. */
    List<Object> attributes(String type) {
        return Template.list(Template.map(types.get(type)).get("attributes"));
    }

    /** The properties of a structure inside a resource. */
    Map<String, Object> definition(String id) {
        return Template.map(definitions.get(id));
    }
}
