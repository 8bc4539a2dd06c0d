package threetier.command.deploy;

import java.nio.file.Path;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** Read-only mode of a stack. The schema function switches it, because only functions and nodes reach the database. */
public final class StackReadOnly {

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;

    public StackReadOnly(Aws aws, Path project, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.say = say;
    }

    /**
     * Switches the mode. Returns when every later change is refused, or when changes work again.
     *
     * @param word {@code on}, {@code off}, or {@code state}, which changes nothing
     * @return whether the mode is on now
     * @throws CommandException if there is no such stack, or if the function fails
     */
    public boolean put(String name, String word) {
        String function = new Stack(aws, name, say).output("SchemaFunction");
        if (function.isEmpty()) {
            throw new CommandException("There is no stack " + name + " in " + aws.region() + ".");
        }
        String answer = new SleepingFunction(aws, function, say)
                .ask("{\"ReadOnly\": \"" + word + "\"}", project, "switch read-only mode");
        return switch (Json.parse(answer).text("readOnly")) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new CommandException("The stack " + name + " does not tell whether it is read-only. Deploy this"
                        + " version of the project first.");
        };
    }
}
