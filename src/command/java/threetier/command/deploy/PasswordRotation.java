package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Rotates the passwords of the app tier's two users. The database also accepts the old passwords until every app node
 * has been replaced, so no request fails. A rotation can be repeated safely.
 */
public final class PasswordRotation {

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
        invoke(function, "begin");
        say.accept("new passwords are set; the old ones stay valid for now");
        refresh(stack.output("AppNodes"));
        invoke(function, "end");
        say.accept("the old passwords are no longer valid");
    }

    private void invoke(String function, String step) {
        try {
            Path answer =
                    Files.createDirectories(project.resolve("target/deploy")).resolve("rotation.json");
            Files.deleteIfExists(answer);
            Json result = new SleepingFunction(aws, function, say).call("{\"Rotate\": \"" + step + "\"}", answer);
            if (!result.text("FunctionError").isEmpty()) {
                throw new CommandException("The function could not " + step + " the rotation: "
                        + (Files.exists(answer) ? Files.readString(answer) : "see its log"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Replaces every app node. Each new node starts before an old node stops. */
    private void refresh(String group) {
        String id = aws.json(
                        "autoscaling",
                        "start-instance-refresh",
                        "--auto-scaling-group-name",
                        group,
                        "--preferences",
                        "MinHealthyPercentage=100,MaxHealthyPercentage=150,SkipMatching=false")
                .text("InstanceRefreshId");
        String told = "";
        while (true) {
            Json refresh = aws.json(
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
                throw new CommandException(
                        "The app nodes were not replaced (" + state + "): " + refresh.text("StatusReason")
                                + "\nRun it again; the old passwords stay valid until it succeeds.");
            }
            aws.untilNextLook();
        }
    }
}
