package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import threetier.command.deploy.ResourceChange.Fate;

/**
 * The changes of a change set.
 *
 * @param whole false if CloudFormation could not preview the nested stacks
 */
record Changes(List<ResourceChange> all, boolean whole) {

    private static final Map<String, String> VERBS = Map.of(
            "Add", "create", "Modify", "change", "Remove", "remove", "Import", "import", "Dynamic", "perhaps change");

    /** Published anew for each new code; nobody calls the one before. */
    private static final String CODE = "AWS::Lambda::Version";

    void show(Consumer<String> say) {
        all.stream()
                .filter(change -> change.fate() != Fate.UNTOUCHED)
                .forEach(change -> say.accept(String.format(
                        "  %-8s %-36s %s%s",
                        VERBS.getOrDefault(change.action(), change.action().toLowerCase(Locale.ROOT)),
                        change.path(),
                        change.type(),
                        remark(change))));
        String untouched = all.stream()
                .filter(change -> change.fate() == Fate.UNTOUCHED)
                .map(ResourceChange::path)
                .collect(Collectors.joining(", "));
        if (!untouched.isEmpty()) {
            say.accept("  CloudFormation also lists " + untouched + ", but only because it does not know the outputs of"
                    + " other stacks yet. None of these outputs changes.");
        }
    }

    private static String remark(ResourceChange change) {
        return switch (change.fate()) {
            case REPLACED -> ", replacing it";
            case PERHAPS_REPLACED -> ", perhaps replacing it";
            default -> "";
        };
    }

    /** The consequences to which a user must agree, one line each. */
    List<String> consequences() {
        List<String> lines = new ArrayList<>();
        if (!whole) {
            lines.add("CloudFormation cannot say whether nodes are replaced.");
        }
        String nodes = all.stream()
                .filter(change -> change.type().equals("AWS::EC2::LaunchTemplate")
                        && change.action().equals("Modify")
                        && change.fate() != Fate.UNTOUCHED)
                .map(change -> change.path().replaceFirst("/.*", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!nodes.isEmpty()) {
            lines.add("All nodes are replaced, one after the other: " + nodes);
        }
        String ended = all.stream()
                .filter(ResourceChange::ends)
                .filter(change -> !change.type().equals(CODE))
                .map(ResourceChange::path)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!ended.isEmpty()) {
            lines.add("These resources are replaced or removed, or may be: " + ended);
        }
        return lines;
    }
}
