package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** AWS's own validator, {@code @aws/cloudformation-validate}. */
final class AwsValidator {

    private AwsValidator() {}

    /** @param texts templates by name; the findings use the same names */
    static List<Finding> findings(Map<String, String> texts) {
        String input = texts.entrySet().stream()
                .map(entry -> NodePackages.quoted(entry.getKey()) + ":" + NodePackages.quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return Finding.all(NodePackages.run("", "validate.mjs", input));
    }
}
