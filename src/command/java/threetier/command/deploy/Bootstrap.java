package threetier.command.deploy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.json.Json;

/**
 * The bootstrap log of an instance, in the log group of the stack. The failure signal of an instance gives no reason,
 * but this log does.
 *
 * @param stack the id of the nested stack that waits for the signal
 */
record Bootstrap(String stack, String instance) {

    private static final Pattern SIGNAL = Pattern.compile("Received FAILURE signal with UniqueId (i-\\w+)");
    private static final String LINES = "40";

    /** Returns empty unless this stack event reports a node that failed to start. */
    static Optional<Bootstrap> of(Json event) {
        Matcher signal = SIGNAL.matcher(event.text("ResourceStatusReason"));
        return signal.find() ? Optional.of(new Bootstrap(event.text("StackId"), signal.group(1))) : Optional.empty();
    }

    /** Returns the last lines of the log. */
    String read(Aws aws) {
        String none = "  (" + instance + " has left no log)";
        return group(aws)
                .flatMap(group -> aws.find(
                        "logs",
                        "get-log-events",
                        "--log-group-name",
                        group,
                        "--log-stream-name",
                        instance,
                        "--limit",
                        LINES))
                .map(found -> found.at("events").items().stream()
                        .map(event -> "  | " + event.text("message").stripTrailing())
                        .collect(Collectors.joining("\n")))
                .filter(lines -> !lines.isEmpty())
                .orElse(none);
    }

    private Optional<String> group(Aws aws) {
        return aws.find(
                        "cloudformation",
                        "describe-stack-resource",
                        "--stack-name",
                        stack,
                        "--logical-resource-id",
                        "LogGroup")
                .map(found -> found.text("StackResourceDetail", "PhysicalResourceId"))
                .filter(group -> !group.isEmpty());
    }
}
