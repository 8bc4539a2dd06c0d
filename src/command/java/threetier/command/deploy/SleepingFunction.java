package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * A Lambda function that can be asleep: after weeks without a call, Lambda removes the network interfaces of the
 * function. The next call fails, but makes Lambda restore the interfaces.
 */
final class SleepingFunction {

    private static final Pattern ASLEEP = Pattern.compile("\\b(Inactive|Pending)\\b|CodeArtifactUserPending");
    /** A request for which the schema function changes nothing, also if it fails. */
    private static final String NOTHING = "{\"ReadOnly\": \"state\"}";

    private final Aws aws;
    private final String name;
    private final Consumer<String> say;

    SleepingFunction(Aws aws, String name, Consumer<String> say) {
        this.aws = aws;
        this.name = name;
        this.say = say;
    }

    /** Wakes the function if it is asleep, so that CloudFormation can call it. */
    void wake(Path answer) {
        try {
            String state = aws.find("lambda", "get-function-configuration", "--function-name", name)
                    .map(found -> found.text("State"))
                    .orElse("");
            if (state.equals("Inactive")) {
                call(NOTHING, answer);
            } else if (state.equals("Pending")) {
                untilActive();
            }
        } catch (CommandException failure) {
            say.accept("note: it is not known whether the schema function is active: " + failure.getMessage());
        }
    }

    /** Calls the function, and wakes it first if it is asleep. */
    Json call(String payload, Path answer) {
        try {
            return invoke(payload, answer);
        } catch (CommandException failure) {
            if (!ASLEEP.matcher(failure.getMessage()).find()) {
                throw failure;
            }
            untilActive();
            return invoke(payload, answer);
        }
    }

    /**
     * Calls the function as {@link #call} does, and returns its answer.
     *
     * @param project the clone; the AWS CLI needs a file for the answer
     * @param purpose ends the error message "The function could not …"
     * @throws CommandException if the function fails
     */
    String ask(String payload, Path project, String purpose) {
        try {
            Path file =
                    Files.createDirectories(project.resolve("target/deploy")).resolve("answer.json");
            Files.deleteIfExists(file);
            boolean failed = !call(payload, file).text("FunctionError").isEmpty();
            String answer = Files.exists(file) ? Files.readString(file) : "";
            if (failed) {
                throw new CommandException(
                        "The function could not " + purpose + ": " + (answer.isEmpty() ? "see its log" : answer));
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void untilActive() {
        say.accept("  reactivating the function, which takes a minute");
        aws.run("lambda", "wait", "function-active-v2", "--function-name", name);
    }

    private Json invoke(String payload, Path answer) {
        return aws.json(
                "lambda",
                "invoke",
                "--function-name",
                name,
                "--cli-binary-format",
                "raw-in-base64-out",
                // A function may take 15 minutes. By default, the CLI would call it again after one
                "--cli-read-timeout",
                "930",
                "--payload",
                payload,
                answer.toString());
    }
}
