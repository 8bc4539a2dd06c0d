package threetier.deploy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The log of how an instance became a node, as the reason of a signal names it. */
record Bootstrap(String instance, String group) {

    private static final Pattern NAMED = Pattern.compile("FAILURE.*bootstrap of (i-\\w+), log group ([\\w./#-]+)");

    static Optional<Bootstrap> of(String reason) {
        Matcher named = NAMED.matcher(reason);
        return named.find() ? Optional.of(new Bootstrap(named.group(1), named.group(2))) : Optional.empty();
    }

    /** Its last lines. */
    String read(Aws aws) {
        return aws.find("logs", "get-log-events", "--log-group-name", group, "--log-stream-name", instance, "--limit", "15")
                .map(found -> found.at("events").items().stream().map(event -> "  | " + event.text("message").stripTrailing())
                        .collect(Collectors.joining("\n")))
                .orElse("  (" + instance + " has left no log)");
    }
}
