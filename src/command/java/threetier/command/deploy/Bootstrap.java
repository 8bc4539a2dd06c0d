package threetier.command.deploy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.json.Json;

/**
 * The log of how an instance became a node. A signal says no more than that it failed; the log is in the log group of
 * its stack.
 *
 * @param stack the nested stack that waits for the signal, by its id
 */
record Bootstrap(String stack, String instance) {

    private static final Pattern SIGNAL = Pattern.compile("Received FAILURE signal with UniqueId (i-\\w+)");
    private static final String LINES = "40";

    /** Empty unless this event of a stack is about a node that could not start. */
    static Optional<Bootstrap> of(Json event) {
        Matcher signal = SIGNAL.matcher(event.text("ResourceStatusReason"));
        return signal.find() ? Optional.of(new Bootstrap(event.text("StackId"), signal.group(1))) : Optional.empty();
    }

    /** Its last lines. */
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
