package threetier.command.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The change of a stack with nested templates: shows it first, and executes it if the user agrees. */
final class Rollout {

    private final Aws aws;
    private final Path project;
    private final DeploymentRequest request;
    private final Stack stack;
    private final ChangeSet changeSet;
    private final Consumer<String> say;
    private Optional<Changes> changes = Optional.empty();

    Rollout(Aws aws, Path project, DeploymentRequest request, boolean isNew, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.request = request;
        this.say = say;
        stack = new Stack(aws, request.stack(), say);
        changeSet = new ChangeSet(aws, request.stack(), isNew, say);
    }

    /**
     * Uploads the templates, and shows what would change.
     *
     * @param root the root template
     * @param bucket for the nested templates
     * @return whether anything would change
     */
    boolean show(Path root, String bucket, Map<String, String> parameters) {
        String template = new PackagedTemplate(aws, project).of(root, bucket);
        say.accept(changeSet.isNew() ? "what will be created:" : "what will change:");
        changes = changeSet.make(
                List.of("--template-body", "file://" + template),
                stack.parameters(parameters, TemplateParameters.of(root), changeSet.isNew()));
        if (changes.isEmpty()) {
            say.accept("  nothing: the stack is up to date");
        }
        return changes.isPresent();
    }

    /**
     * Executes what {@link #show} has shown, and follows it to its end.
     *
     * @param answer reads the answer of the user; it is empty without a terminal
     * @param more consequences to which the user must agree, besides those of the changes
     * @return false if nothing was executed, because of a dry run or because the user did not agree
     * @throws threetier.command.error.CommandException if data would be lost, or with the root cause of a failure
     */
    boolean execute(Supplier<Optional<String>> answer, List<String> more) {
        List<String> consequences = new ArrayList<>(changes.orElseThrow().consequences());
        consequences.addAll(more);
        return new Execution(aws, project, new Consent(request.yes(), answer, say), request, say)
                .run(stack, changeSet, changes.orElseThrow(), consequences);
    }
}
