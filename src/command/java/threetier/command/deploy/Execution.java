package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/** Executes a change set that loses no data and has the user's consent, and follows it to its end. */
final class Execution {

    private final Aws aws;
    private final Path project;
    private final Consent consent;
    private final DeploymentRequest request;
    private final Consumer<String> say;

    Execution(Aws aws, Path project, Consent consent, DeploymentRequest request, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.consent = consent;
        this.request = request;
        this.say = say;
    }

    /**
     * @param consequences the consequences to which the user must agree
     * @return false if nothing was executed, because of a dry run or because the user did not agree
     * @throws CommandException if data would be lost, or with the root cause of a failure
     */
    boolean run(Stack stack, ChangeSet changeSet, Changes changes, List<String> consequences) {
        try {
            new DataLoss(aws, say).refuse(changes.all(), request.replace());
        } catch (CommandException refusal) {
            changeSet.discard();
            throw refusal;
        }
        if (request.dryRun()) {
            consequences.forEach(say);
        }
        if (request.dryRun() || !consent.to(consequences)) {
            changeSet.discard();
            return false;
        }
        execute(stack, changeSet);
        return true;
    }

    private void execute(Stack stack, ChangeSet changeSet) {
        StackPolicy policy = new StackPolicy(aws, request.stack());
        if (!changeSet.isNew()) {
            policy.protect(request.replace());
            wake(stack.output("SchemaFunction"));
        }
        StackProgress progress = stack.progress().sinceNow();
        String state = follow(changeSet, progress, say);
        if (changeSet.isNew() && state.equals("CREATE_COMPLETE")
                || !request.replace().isEmpty()) {
            policy.protect(Set.of());
        }
        refuseUnlessComplete(request.stack(), state, progress);
    }

    /** Executes a change set and follows it to its end. Returns the final state of the stack. */
    static String follow(ChangeSet changeSet, StackProgress progress, Consumer<String> say) {
        Thread interrupted = new Thread(() -> say.accept("AWS continues; run ./three-tier deploy again to follow it."));
        Runtime.getRuntime().addShutdownHook(interrupted);
        changeSet.execute();
        String state = progress.follow();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        return state;
    }

    /** @throws CommandException with the root cause if a change ended in another state than it should */
    static void refuseUnlessComplete(String stack, String state, StackProgress progress) {
        if (!List.of("CREATE_COMPLETE", "UPDATE_COMPLETE").contains(state)) {
            throw new CommandException("The stack " + stack + " was not deployed (" + state + "). The cause:\n"
                    + progress.cause().orElse("see the events of the stack in the console"));
        }
    }

    /** Wakes a function, because CloudFormation does not wait for a function that is asleep. */
    private void wake(String function) {
        if (!function.isEmpty()) {
            new SleepingFunction(aws, function, say)
                    .wake(Workspace.folder(project.resolve("target/deploy")).resolve("wake.json"));
        }
    }
}
