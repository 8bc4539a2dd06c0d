package threetier.cloud;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.template.Template;

/** Resource types and their properties, as published by AWS ({@code @aws-cdk/aws-service-spec}). */
record Specification(Map<String, Object> types, Map<String, Object> definitions) {

    /** The specification of these resource types. Types that AWS does not know are omitted. */
    static Specification of(Collection<String> types) {
        String input = types.stream().map(NodePackages::quoted).collect(Collectors.joining(",", "[", "]"));
        Map<String, Object> result = Template.map(NodePackages.run("", "specification.mjs", input));
        return new Specification(Template.map(result.get("types")), Template.map(result.get("definitions")));
    }

    boolean knows(String type) {
        return types.containsKey(type);
    }

    /** The properties of a type: by name, {@code required} and {@code type}. */
    Map<String, Object> properties(String type) {
        return Template.map(Template.map(types.get(type)).get("properties"));
    }

    /** The attributes for {@code Fn::GetAtt}. */
    List<Object> attributes(String type) {
        return Template.list(Template.map(types.get(type)).get("attributes"));
    }

    /** The properties of a nested structure. */
    Map<String, Object> definition(String id) {
        return Template.map(definitions.get(id));
    }
}
