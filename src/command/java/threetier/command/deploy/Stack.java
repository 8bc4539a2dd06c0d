package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** A stack by its name, in whatever state it is. */
final class Stack {

    private static final Set<String> NEVER_LIVED = Set.of("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED");

    private final Aws aws;
    private final String name;
    private final Consumer<String> say;

    Stack(Aws aws, String name, Consumer<String> say) {
        this.aws = aws;
        this.name = name;
        this.say = say;
    }

    /** Empty when there is no such stack. */
    String state() {
        return described().text("StackStatus");
    }

    private Json described() {
        return aws.find("cloudformation", "describe-stacks", "--stack-name", name)
                .map(found -> found.at("Stacks").first())
                .orElse(Json.NOTHING);
    }

    /** By name; empty when the stack has none, or none of that name. */
    String output(String key) {
        return described().at("Outputs").items().stream()
                .filter(output -> output.text("OutputKey").equals(key))
                .map(output -> output.text("OutputValue"))
                .findFirst()
                .orElse("");
    }

    /** As it was chosen before; empty when it was not, or there is no stack. */
    String parameter(String key) {
        return parameter(described(), key);
    }

    private static String parameter(Json described, String key) {
        return described.at("Parameters").items().stream()
                .filter(parameter -> parameter.text("ParameterKey").equals(key))
                .map(parameter -> parameter.text("ParameterValue"))
                .findFirst()
                .orElse("");
    }

    StackProgress progress() {
        return new StackProgress(aws, described().text("StackId"), say);
    }

    /**
     * Brings the stack to where it can be deployed to: waits for what still runs, removes what never lived.
     *
     * @param dryRun only say what would be removed
     * @return whether it is to be created
     * @throws CommandException when a person must repair it first
     */
    boolean prepare(boolean dryRun) {
        String state = state();
        if (state.endsWith("_IN_PROGRESS") && !state.equals("REVIEW_IN_PROGRESS")) {
            say.accept("the stack is just changing (" + state + "); following it first");
            state = progress().sinceItBegan().follow();
        }
        if (NEVER_LIVED.contains(state) && dryRun) {
            throw new CommandException("An earlier attempt has left the stack in " + state
                    + ". Without --dry-run it is removed first, and then " + "everything is created anew.");
        }
        if (NEVER_LIVED.contains(state)) {
            say.accept("removing what an earlier attempt has left (" + state + ")");
            remove();
            return true;
        }
        if (state.equals("UPDATE_ROLLBACK_FAILED")) {
            throw new CommandException(
                    "The stack is stuck: an update failed, and so did its way back. Repair what the events in the console name, then run:\n"
                            + "  aws cloudformation continue-update-rollback --stack-name " + name + " --region "
                            + aws.region());
        }
        if (state.equals("DELETE_FAILED")) {
            throw new CommandException(
                    "The stack could not be removed earlier. Finish that first: ./three-tier destroy --stack " + name
                            + " --region " + aws.region());
        }
        return state.isEmpty() || state.equals("REVIEW_IN_PROGRESS") || state.equals("DELETE_COMPLETE");
    }

    /** Whether it takes no update any more. */
    static boolean onlyToBeRemoved(String state) {
        return NEVER_LIVED.contains(state) || state.equals("DELETE_FAILED");
    }

    /** @throws CommandException with the cause when something cannot be removed */
    void remove() {
        Json before = described();
        if (onlyToBeRemoved(before.text("StackStatus"))
                && parameter(before, "DeletionProtection").equals("true")) {
            new Protection(aws, name, say).lift();
        }
        StackProgress progress = new StackProgress(aws, before.text("StackId"), say).sinceNow();
        aws.json("cloudformation", "delete-stack", "--stack-name", name);
        String state = progress.follow();
        if (!state.equals("DELETE_COMPLETE")) {
            throw new CommandException("The stack cannot be removed (" + state + "). "
                    + progress.cause().orElse("The reason is in its events."));
        }
    }

    /**
     * Every parameter as the AWS CLI takes it: what is given, and what the stack has had where the template still knows
     * it.
     *
     * @param isNew whether it has had none that count
     * @throws CommandException when one is given that the template does not know
     */
    List<String> parameters(Map<String, String> given, Set<String> known, boolean isNew) {
        Map<String, String> all = new TreeMap<>();
        (isNew ? Json.NOTHING : described())
                .at("Parameters").items().stream()
                        .map(parameter -> parameter.text("ParameterKey"))
                        .filter(known::contains)
                        .forEach(key -> all.put(key, "ParameterKey=" + key + ",UsePreviousValue=true"));
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new CommandException("There is no parameter " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", new TreeSet<>(known)) + ".");
        }
        // A comma would separate the CLI's own fields
        given.forEach(
                (key, value) -> all.put(key, "ParameterKey=" + key + ",ParameterValue=" + value.replace(",", "\\,")));
        return new ArrayList<>(all.values());
    }
}
