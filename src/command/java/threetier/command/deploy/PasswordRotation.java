package threetier.command.deploy;

import java.nio.file.Path;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Rotates the passwords of the app tier's two users. The database also accepts the old ones until every app node has
 * been replaced and gets requests from its balancer, so no request fails. Safe to repeat.
 */
public final class PasswordRotation {

    private static final String REPEAT = "Run it again; the old passwords stay valid until it succeeds.";

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;

    public PasswordRotation(Aws aws, Path project, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.say = say;
    }

    /** @throws CommandException if a step fails; the old passwords then stay valid */
    public void run(String name) {
        Stack stack = new Stack(aws, name, say);
        String function = stack.output("SchemaFunction");
        if (function.isEmpty()) {
            throw new CommandException(
                    "There is no stack " + name + " in " + aws.region() + " whose passwords could be rotated.");
        }
        if (!stack.parameter(RegionRole.SECRETS).isEmpty()) {
            throw new CommandException("The passwords of " + name + " in " + aws.region()
                    + " are replicas. Rotate them in " + stack.parameter(RegionRole.OTHER) + ".");
        }
        invoke(function, "begin");
        say.accept("new passwords are set; the old ones stay valid for now");
        replaceNodes(aws, stack);
        String other = stack.parameter(RegionRole.OTHER);
        if (!other.isEmpty()) {
            say.accept("the same in " + other + ", whose nodes use the same passwords");
            replaceNodes(aws.in(other), new Stack(aws.in(other), name, say));
        }
        invoke(function, "end");
        say.accept("the old passwords are no longer valid");
    }

    private void replaceNodes(Aws region, Stack stack) {
        String group = stack.output("AppNodes");
        if (group.isEmpty()) {
            throw new CommandException("The stack in " + region.region() + " does not tell its app nodes. " + REPEAT);
        }
        refresh(region, group);
        awaitHealth(region, group);
    }

    /** An instance refresh can succeed with a node that its balancer has refused only since then. */
    private void awaitHealth(Aws region, String group) {
        try {
            new TargetHealth(region, group, say).await();
        } catch (CommandException failure) {
            throw new CommandException(failure.getMessage() + "\n" + REPEAT, failure);
        }
    }

    private void invoke(String function, String step) {
        new SleepingFunction(aws, function, say).ask("{\"Rotate\": \"" + step + "\"}", project, step + " the rotation");
    }

    /**
     * Replaces every app node; each new node starts before an old one stops. The group's warm-up covers the time until
     * its balancer finds a new node healthy (cloudformation/app-tier.yaml).
     */
    private void refresh(Aws region, String group) {
        String id = region.json(
                        "autoscaling",
                        "start-instance-refresh",
                        "--auto-scaling-group-name",
                        group,
                        "--preferences",
                        "MinHealthyPercentage=100,MaxHealthyPercentage=150,SkipMatching=false")
                .text("InstanceRefreshId");
        String told = "";
        while (true) {
            Json refresh = region.json(
                            "autoscaling",
                            "describe-instance-refreshes",
                            "--auto-scaling-group-name",
                            group,
                            "--instance-refresh-ids",
                            id)
                    .at("InstanceRefreshes")
                    .first();
            String state = refresh.text("Status");
            String line = "  replacing the app nodes: " + state
                    + (refresh.text("PercentageComplete").isEmpty()
                            ? ""
                            : ", " + refresh.text("PercentageComplete") + " %");
            if (!line.equals(told)) {
                say.accept(line);
                told = line;
            }
            if (state.equals("Successful")) {
                return;
            }
            if (state.matches("Failed|Cancelled|RollbackSuccessful|RollbackFailed")) {
                throw new CommandException("The app nodes were not replaced (" + state + "): "
                        + refresh.text("StatusReason") + "\n" + REPEAT);
            }
            aws.untilNextLook();
        }
    }
}
