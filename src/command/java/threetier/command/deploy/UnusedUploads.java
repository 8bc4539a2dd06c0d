package threetier.command.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Old uploads that no stack of the region refers to: artefacts, which the parameters of a stack name, and nested
 * templates, which the root template names.
 */
final class UnusedUploads {

    /** As {@code aws cloudformation package} names them. */
    private static final Pattern TEMPLATE = Pattern.compile("templates/[0-9a-f]{32}\\.template");

    /** As {@link Artefacts} names them. */
    private static final Pattern ARTEFACT = Pattern.compile("(web|app|schema)-[0-9a-f]{16,64}\\.(tar\\.gz|jar)");

    private final Aws aws;
    private final ArtefactBucket bucket;
    private final Consumer<String> say;

    UnusedUploads(Aws aws, ArtefactBucket bucket, Consumer<String> say) {
        this.aws = aws;
        this.bucket = bucket;
        this.say = say;
    }

    /**
     * Deletes them; other objects are never deleted. While a stack changes, nothing is deleted, because its nodes need
     * the earlier uploads if it rolls back. A failure is only a message: the deployment itself has succeeded.
     */
    void delete() {
        try {
            List<Json> stacks = aws.json("cloudformation", "describe-stacks").at("Stacks").items().stream()
                    .filter(stack -> values(stack).contains(bucket.name()))
                    .toList();
            if (stacks.stream().allMatch(stack -> stack.text("StackStatus").endsWith("_COMPLETE"))) {
                deleteExcept(needed(stacks));
            }
        } catch (CommandException failure) {
            say.accept("note: uploads that no stack uses were not deleted: " + failure.getMessage());
        }
    }

    private Set<String> needed(List<Json> stacks) {
        Set<String> needed = new HashSet<>();
        for (Json stack : stacks) {
            needed.addAll(values(stack));
            if (stack.text("ParentId").isEmpty()) {
                String root = aws.run("cloudformation", "get-template", "--stack-name", stack.text("StackName"));
                TEMPLATE.matcher(root).results().map(MatchResult::group).forEach(needed::add);
            }
        }
        return needed;
    }

    private void deleteExcept(Set<String> needed) {
        List<String> unused = aws.json(bucket.command("list-objects-v2")).at("Contents").items().stream()
                .filter(upload -> ArtefactBucket.isOlderThan(ArtefactBucket.KEPT, upload))
                .map(upload -> upload.text("Key"))
                .filter(key ->
                        TEMPLATE.matcher(key).matches() || ARTEFACT.matcher(key).matches())
                .filter(key -> !needed.contains(key))
                .toList();
        for (String key : unused) {
            say.accept("deleting " + key + ", which no stack uses");
            aws.json(bucket.command("delete-object", "--key", key));
        }
    }

    private static List<String> values(Json stack) {
        return stack.at("Parameters").items().stream()
                .map(parameter -> parameter.text("ParameterValue"))
                .toList();
    }
}
