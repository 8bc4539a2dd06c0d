package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** The change set of a deployment. It shows the changes first, and the deployment then executes it. */
final class ChangeSet {

    private static final String NAME = "three-tier-deploy";
    /** CloudFormation's reason when it cannot create the change set of a nested stack. */
    private static final Pattern NESTED = Pattern.compile("Nested change set (arn:\\S+) was not successfully created");

    private final Aws aws;
    private final String stack;
    private final boolean isNew;
    private final Consumer<String> say;

    ChangeSet(Aws aws, String stack, boolean isNew, Consumer<String> say) {
        this.aws = aws;
        this.stack = stack;
        this.isNew = isNew;
        this.say = say;
    }

    boolean isNew() {
        return isNew;
    }

    /**
     * Creates the change set and prints it.
     *
     * @param template the option of the AWS CLI that names the root template
     * @param parameters the template parameters in the syntax of the AWS CLI
     * @return empty if nothing would change
     */
    Optional<Changes> make(List<String> template, List<String> parameters) {
        Json made = create(template, parameters, "--include-nested-stacks");
        Matcher nested = NESTED.matcher(made.text("StatusReason"));
        boolean whole = !(made.text("Status").equals("FAILED") && nested.find());
        if (!whole) {
            say.accept(
                    "  CloudFormation cannot preview the nested stacks' resources, so only the stacks are listed. Its reason: "
                            + describe(nested.group(1)).text("StatusReason"));
            made = create(template, parameters, "--no-include-nested-stacks");
        }
        String reason = made.text("StatusReason");
        if (made.text("Status").equals("FAILED")
                && (reason.contains("didn't contain changes") || reason.contains("No updates"))) {
            remove();
            return Optional.empty();
        }
        if (made.text("Status").equals("FAILED")) {
            throw new CommandException("The change cannot be prepared: " + reason);
        }
        Changes changes = new Changes(Preview.of(made, change -> describe(change.text("ChangeSetId"))), whole);
        changes.show(say);
        return Optional.of(changes);
    }

    private Json create(List<String> template, List<String> parameters, String nested) {
        remove();
        List<String> create = new ArrayList<>(List.of(
                "cloudformation",
                "create-change-set",
                "--stack-name",
                stack,
                "--change-set-name",
                NAME,
                "--change-set-type",
                isNew ? "CREATE" : "UPDATE",
                nested,
                "--capabilities",
                "CAPABILITY_IAM",
                "--tags",
                "Key=three-tier,Value=" + stack));
        create.addAll(template);
        create.add("--parameters");
        create.addAll(parameters);
        aws.json(create.toArray(String[]::new));
        return settled()
                .orElseThrow(() -> new CommandException("The change set is gone. Was it deleted in the console?"));
    }

    /** Waits until the change set is neither being created nor deleted. Returns empty if none exists. */
    private Optional<Json> settled() {
        Optional<Json> found = find();
        while (found.filter(set -> set.text("Status").matches(".*(PENDING|IN_PROGRESS)"))
                .isPresent()) {
            aws.untilNextLook();
            found = find();
        }
        return found;
    }

    /** Deletes the change set, even one of an earlier run that CloudFormation is still creating. */
    private void remove() {
        if (settled().isEmpty()) {
            return;
        }
        aws.find("cloudformation", "delete-change-set", "--stack-name", stack, "--change-set-name", NAME);
        // This deletion is slow if the stack has nested stacks
        for (Optional<Json> left = find(); left.isPresent(); left = find()) {
            if (left.get().text("Status").equals("DELETE_FAILED")) {
                throw new CommandException(
                        "An earlier change set cannot be deleted: " + left.get().text("StatusReason"));
            }
            aws.untilNextLook();
        }
    }

    void execute() {
        aws.json("cloudformation", "execute-change-set", "--stack-name", stack, "--change-set-name", NAME);
    }

    /** Deletes the change set, and the empty stack if the change set has created one. */
    void discard() {
        remove();
        if (isNew) {
            // A stack in REVIEW_IN_PROGRESS has no resources
            aws.json("cloudformation", "delete-stack", "--stack-name", stack);
        }
    }

    private Optional<Json> find() {
        return aws.find("cloudformation", "describe-change-set", "--change-set-name", NAME, "--stack-name", stack);
    }

    private Json describe(String nested) {
        return aws.json("cloudformation", "describe-change-set", "--change-set-name", nested);
    }
}
