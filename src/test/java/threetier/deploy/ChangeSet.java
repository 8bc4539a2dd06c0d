package threetier.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What a deployment would change, before it does. */
final class ChangeSet {

    private static final String NAME = "three-tier-deploy";
    private static final Map<String, String> VERBS = Map.of("Add", "create", "Modify", "change", "Remove", "remove", "Import", "import",
            "Dynamic", "perhaps change");

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

    /**
     * Makes it and shows it in words.
     *
     * @param template file with the packaged root template
     * @param parameters as the AWS CLI takes them
     * @return whether anything would change
     */
    boolean make(String template, List<String> parameters) {
        aws.find("cloudformation", "delete-change-set", "--stack-name", stack, "--change-set-name", NAME);
        List<String> create = new ArrayList<>(List.of("cloudformation", "create-change-set", "--stack-name", stack, "--change-set-name", NAME,
                "--change-set-type", isNew ? "CREATE" : "UPDATE", "--include-nested-stacks", "--template-body", "file://" + template,
                "--capabilities", "CAPABILITY_IAM", "--tags", "Key=three-tier,Value=" + stack, "--parameters"));
        create.addAll(parameters);
        aws.json(create.toArray(String[]::new));
        Json made = describe(NAME);
        while (made.text("Status").matches(".*(PENDING|IN_PROGRESS)")) {
            Pause.untilNext();
            made = describe(NAME);
        }
        if (made.text("Status").equals("FAILED")) {
            String reason = made.text("StatusReason");
            if (reason.contains("didn't contain changes") || reason.contains("No updates")) {
                return false;
            }
            throw new DeployException("The change cannot be prepared: " + reason);
        }
        show(made, "");
        return true;
    }

    void execute() {
        aws.json("cloudformation", "execute-change-set", "--stack-name", stack, "--change-set-name", NAME);
    }

    /** Leaves everything as it was before. */
    void discard() {
        if (isNew) {
            // There is nothing behind it yet but its name
            aws.json("cloudformation", "delete-stack", "--stack-name", stack);
        } else {
            aws.json("cloudformation", "delete-change-set", "--stack-name", stack, "--change-set-name", NAME);
        }
    }

    private void show(Json changeSet, String path) {
        for (Json change : changeSet.at("Changes").items()) {
            Json resource = change.at("ResourceChange");
            boolean replaced = resource.text("Replacement").equals("True");
            String name = path + resource.text("LogicalResourceId");
            if (!resource.text("ResourceType").equals("AWS::CloudFormation::Stack")) {
                say.accept(String.format("  %-8s %-36s %s%s", VERBS.getOrDefault(resource.text("Action"),
                        resource.text("Action").toLowerCase(Locale.ROOT)),
                        name, resource.text("ResourceType"), replaced ? ", replacing it" : ""));
            }
            if (!resource.text("ChangeSetId").isEmpty()) {
                show(describe(resource.text("ChangeSetId")), name + "/");
            }
        }
    }

    private Json describe(String changeSet) {
        return changeSet.equals(NAME) ? aws.json("cloudformation", "describe-change-set", "--change-set-name", NAME, "--stack-name", stack)
                : aws.json("cloudformation", "describe-change-set", "--change-set-name", changeSet);
    }
}
