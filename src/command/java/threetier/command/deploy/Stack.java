package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** A stack, in any state, identified by its name. */
final class Stack {

    private static final Set<String> NEVER_LIVED = Set.of("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED");

    private static final Pattern IN_USE = Pattern.compile(
            "DependencyViolation|dependent object|has dependencies|(currently|is) in use|network interface",
            Pattern.CASE_INSENSITIVE);

    private static final int REMOVALS = 15;
    /** The number of polls before a removal is repeated. With the usual polling interval they take two minutes. */
    private static final int LOOKS_BEFORE_REMOVAL = 24;

    private final Aws aws;
    private final String name;
    private final Consumer<String> say;

    Stack(Aws aws, String name, Consumer<String> say) {
        this.aws = aws;
        this.name = name;
        this.say = say;
    }

    /** The stack's state; empty if it does not exist. */
    String state() {
        return described().text("StackStatus");
    }

    private Json described() {
        return aws.find("cloudformation", "describe-stacks", "--stack-name", name)
                .map(found -> found.at("Stacks").first())
                .orElse(Json.NOTHING);
    }

    /** An output of the stack; empty if missing. */
    String output(String key) {
        return outputs().getOrDefault(key, "");
    }

    Map<String, String> outputs() {
        return described().at("Outputs").items().stream()
                .collect(Collectors.toMap(output -> output.text("OutputKey"), output -> output.text("OutputValue")));
    }

    /** A parameter of the last deployment; empty if missing. */
    String parameter(String key) {
        return parameter(described(), key);
    }

    /** All parameters of the last deployment. */
    Map<String, String> lastParameters() {
        return described().at("Parameters").items().stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.text("ParameterKey"), parameter -> parameter.text("ParameterValue")));
    }

    /** All parameters of the last deployment; none if there is no stack, or if its creation failed. */
    Map<String, String> deployedParameters() {
        String state = state();
        return state.matches("|REVIEW_IN_PROGRESS|DELETE_COMPLETE") || onlyToBeRemoved(state)
                ? Map.of()
                : lastParameters();
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
     * Prepares the stack for a deployment: waits for a running change, and removes a stack whose creation failed.
     *
     * @param dryRun fail instead of removing the stack
     * @param given parameters of the deployment
     * @return whether the stack must be created
     * @throws CommandException if the user must repair the stack first
     */
    boolean prepare(boolean dryRun, Map<String, String> given) {
        String state = state();
        if (state.endsWith("_IN_PROGRESS") && !state.equals("REVIEW_IN_PROGRESS")) {
            say.accept("the stack is changing (" + state + "); following that change first");
            state = progress().sinceItBegan().follow();
        }
        if (NEVER_LIVED.contains(state) && dryRun) {
            throw new CommandException("An earlier attempt left the stack in " + state
                    + ". Without --dry-run, deploy removes it and creates a new stack.");
        }
        if (NEVER_LIVED.contains(state)) {
            RestoreOrigin.refuseToForget(lastParameters(), given);
            say.accept("removing the stack of a failed attempt (" + state + ")");
            remove();
            return true;
        }
        if (state.equals("UPDATE_ROLLBACK_FAILED")) {
            throw new CommandException(
                    "The stack is stuck: an update failed, and so did its rollback. Repair the resources named in the console's events, then run:\n"
                            + "  aws cloudformation continue-update-rollback --stack-name " + name + " --region "
                            + aws.region());
        }
        if (state.equals("DELETE_FAILED")) {
            throw new CommandException(
                    "An earlier removal of the stack failed. Complete it first: ./three-tier destroy --stack " + name
                            + " --region " + aws.region());
        }
        return state.isEmpty() || state.equals("REVIEW_IN_PROGRESS") || state.equals("DELETE_COMPLETE");
    }

    /** Whether the stack accepts no further updates. */
    static boolean onlyToBeRemoved(String state) {
        return NEVER_LIVED.contains(state) || state.equals("DELETE_FAILED");
    }

    /**
     * Removes the stack. Repeats a removal that failed because a resource was still in use. For example, Lambda
     * releases network interfaces only some time after the removal of the function. Until then, their subnets and
     * security groups cannot be removed.
     *
     * @throws CommandException with the cause if a resource cannot be removed
     */
    void remove() {
        for (int attempt = 1; ; attempt++) {
            Json before = described();
            if (onlyToBeRemoved(before.text("StackStatus"))
                    && parameter(before, "DeletionProtection").equals("true")) {
                new Protection(aws, name, say).lift();
            }
            StackProgress progress = new StackProgress(aws, before.text("StackId"), say).sinceNow();
            aws.json("cloudformation", "delete-stack", "--stack-name", name);
            String state = progress.follow();
            if (state.equals("DELETE_COMPLETE")) {
                return;
            }
            String cause = progress.cause().orElse("The reason is in its events.");
            if (attempt == REMOVALS || !IN_USE.matcher(cause).find()) {
                throw new CommandException("The stack cannot be removed (" + state + "). " + cause);
            }
            say.accept("  something is still in use, most likely by network interfaces that Lambda releases late; "
                    + "trying again in two minutes (" + (attempt + 1) + " of " + REMOVALS + ")");
            for (int look = 0; look < LOOKS_BEFORE_REMOVAL; look++) {
                aws.untilNextLook();
            }
        }
    }

    /**
     * All parameters in the syntax of the AWS CLI: the given parameters, and the previous values of the other
     * parameters that the template still declares.
     *
     * @param isNew whether the stack is new; then there are no previous values
     * @throws CommandException if the template does not declare a given parameter
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
            throw new CommandException("There is no parameter " + String.join(", ", unknown) + "; the parameters are "
                    + String.join(", ", new TreeSet<>(known)) + ".");
        }
        // Commas are escaped, because an unescaped comma would separate fields
        given.forEach(
                (key, value) -> all.put(key, "ParameterKey=" + key + ",ParameterValue=" + value.replace(",", "\\,")));
        return new ArrayList<>(all.values());
    }
}
