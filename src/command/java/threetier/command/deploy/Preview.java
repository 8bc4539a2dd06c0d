package threetier.command.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.deploy.ResourceChange.Fate;
import threetier.command.json.Json;

/**
 * Reads a change set with the change sets of its nested stacks. CloudFormation does not know a nested stack's outputs
 * before the change runs, so it reports every resource that uses such an output as changed or replaced. This class
 * follows each cause to its origin, and finds the resources that really change.
 */
final class Preview {

    /** The mark, in the value of a parameter, of a value that CloudFormation does not know yet. */
    private static final String UNKNOWN = "{{";
    /**
     * Matches an unknown value that names its origin: the output of a nested stack. The group is the name of that
     * stack.
     */
    private static final Pattern ORIGIN = Pattern.compile("(\\w+)\\.Outputs\\.");

    private final UnaryOperator<Json> describe;
    /** The change sets by the path of their stack; the path of the root stack is empty. */
    private final Map<String, Json> changeSets = new LinkedHashMap<>();
    /** Paths of the stacks whose outputs are being examined. They are not examined again, so the search always ends. */
    private final Set<String> underway = new HashSet<>();

    private Preview(UnaryOperator<Json> describe) {
        this.describe = describe;
    }

    /** @param describe returns the change set of a nested stack, given the change of that stack in its parent */
    static List<ResourceChange> of(Json changeSet, UnaryOperator<Json> describe) {
        Preview preview = new Preview(describe);
        preview.read("", changeSet);
        return preview.changes("");
    }

    private void read(String path, Json changeSet) {
        changeSets.put(path, changeSet);
        resources(path).stream()
                .filter(Preview::hasInside)
                .forEach(stack -> read(inside(path, stack), describe.apply(stack)));
    }

    private List<Json> resources(String path) {
        return changeSets.get(path).at("Changes").items().stream()
                .map(change -> change.at("ResourceChange"))
                .toList();
    }

    private static boolean hasInside(Json resource) {
        return !resource.text("ChangeSetId").isEmpty()
                && !resource.text("Action").equals("Remove");
    }

    private static String inside(String path, Json stack) {
        return path + stack.text("LogicalResourceId") + "/";
    }

    private List<ResourceChange> changes(String path) {
        List<ResourceChange> changes = new ArrayList<>();
        for (Json resource : resources(path)) {
            if (hasInside(resource)) {
                changes.addAll(changes(inside(path, resource)));
            } else {
                changes.add(new ResourceChange(
                        path + resource.text("LogicalResourceId"),
                        resource.text("PhysicalResourceId"),
                        resource.text("ResourceType"),
                        resource.text("Action"),
                        fate(path, resource),
                        replacing(resource).stream()
                                .map(detail -> detail.text("Target", "Name"))
                                .filter(name -> !name.isEmpty())
                                .distinct()
                                .toList()));
            }
        }
        return changes;
    }

    private Fate fate(String path, Json resource) {
        return switch (resource.text("Action")) {
            case "Remove" -> Fate.REMOVED;
            case "Dynamic" -> Fate.PERHAPS_REPLACED;
            case "Modify" -> fateOfModified(path, resource);
            default -> Fate.KEPT;
        };
    }

    private Fate fateOfModified(String path, Json resource) {
        String replacement = resource.text("Replacement");
        if (replacement.matches("True|Conditional") && anyReal(path, resource, replacing(resource))) {
            return replacement.equals("True") ? Fate.REPLACED : Fate.PERHAPS_REPLACED;
        }
        return anyReal(path, resource, resource.at("Details").items()) ? Fate.KEPT : Fate.UNTOUCHED;
    }

    private static List<Json> replacing(Json resource) {
        return resource.at("Details").items().stream()
                .filter(detail -> detail.text("Target", "RequiresRecreation").matches("Always|Conditionally"))
                .toList();
    }

    /** Whether one of the details is a real change. A change without details counts as real. */
    private boolean anyReal(String path, Json resource, List<Json> details) {
        return details.isEmpty() || details.stream().anyMatch(detail -> isReal(path, resource, detail));
    }

    private boolean isReal(String path, Json resource, Json detail) {
        String cause = detail.text("CausingEntity");
        return switch (detail.text("ChangeSource")) {
            case "ParameterReference" -> parameterChanges(path, cause);
            case "ResourceReference", "ResourceAttribute" -> resourceChanges(path, cause.replaceFirst("\\..*", ""));
            case "DirectModification" ->
                !detail.text("Evaluation").equals("Dynamic") || !isExplained(resource, detail.text("Target", "Name"));
            default -> true;
        };
    }

    /** Whether another detail of the resource names the origin of the change of this property. */
    private static boolean isExplained(Json resource, String property) {
        return resource.at("Details").items().stream()
                .anyMatch(detail -> !detail.text("CausingEntity").isEmpty()
                        && detail.text("Target", "Name").equals(property));
    }

    private boolean parameterChanges(String path, String name) {
        String value = changeSets.get(path).at("Parameters").items().stream()
                .filter(parameter -> parameter.text("ParameterKey").equals(name))
                .map(parameter -> parameter.text("ParameterValue"))
                .findFirst()
                .orElse("");
        if (path.isEmpty() || !value.contains(UNKNOWN)) {
            return true;
        }
        String parent = path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
        List<String> origins = new ArrayList<>();
        for (Matcher origin = ORIGIN.matcher(value); origin.find(); ) {
            origins.add(origin.group(1));
        }
        return resources(parent).stream()
                .map(stack -> stack.text("LogicalResourceId"))
                .filter(stack -> origins.isEmpty() || origins.contains(stack))
                .anyMatch(stack -> resourceChanges(parent, stack));
    }

    /** Whether a reference to this resource, or an output of this nested stack, has another value after the change. */
    private boolean resourceChanges(String path, String name) {
        return resources(path).stream()
                .filter(resource -> resource.text("LogicalResourceId").equals(name))
                .anyMatch(resource ->
                        hasInside(resource) ? outputsChange(inside(path, resource)) : isAnother(path, resource));
    }

    private boolean outputsChange(String path) {
        if (!underway.add(path)) {
            return false;
        }
        try {
            return resources(path).stream()
                    .anyMatch(resource ->
                            hasInside(resource) ? outputsChange(inside(path, resource)) : isAnother(path, resource));
        } finally {
            underway.remove(path);
        }
    }

    private boolean isAnother(String path, Json resource) {
        return resource.text("Action").equals("Add") || fate(path, resource).compareTo(Fate.PERHAPS_REPLACED) >= 0;
    }
}
