package threetier.command.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's refusal of an application.
 *
 * @param reason its last cause, mostly in the server's words
 */
record Refusal(String reason) {

    private static final Pattern RECORD =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ [A-Z]+ \\S+: ", Pattern.MULTILINE);
    /** The exception that ended the deployment; for web applications, a record before has the deeper causes. */
    private static final Predicate<String> WEB_CONTEXT =
            Pattern.compile("SEVERE .*: ContainerBase\\.addChild: start: ").asPredicate();

    private static final Predicate<String> LIFECYCLE =
            Pattern.compile("SEVERE .*: Exception during lifecycle processing").asPredicate();
    /** Without an exception. */
    private static final Pattern LOOKUP =
            Pattern.compile("SEVERE .*: JNDI lookup failed for the resource: Name: \\[(.*?)], Lookup: \\[(.*?)]");

    private static final Pattern NAMED =
            Pattern.compile("SEVERE .*: Exception while \\w+ the app(?: \\[.*?])? : (.+)", Pattern.DOTALL);

    /** Finds a refusal in a log; empty if there is none. */
    static Optional<Refusal> in(String logged) {
        List<String> records = records(logged);
        return exception(records, WEB_CONTEXT)
                .or(() -> exception(records, LIFECYCLE))
                .or(() -> records.stream()
                        .flatMap(record -> lookup(record).stream())
                        .findFirst())
                .or(() -> records.stream()
                        .flatMap(record -> named(record).stream())
                        .findFirst());
    }

    /** The error message for this WAR, with what to do if that is known. */
    String of(Path war, Path log) {
        return "The WAR " + war + " could not be deployed: " + reason
                + Advice.on(reason).map(advice -> "\n" + advice).orElse("") + "\n  (" + log + ")";
    }

    /** Complete records only: the last one may still be written. */
    private static List<String> records(String logged) {
        List<String> records = new ArrayList<>();
        int start = -1;
        for (Matcher next = RECORD.matcher(logged); next.find(); ) {
            if (start >= 0) {
                records.add(logged.substring(start, next.start()));
            }
            start = next.start();
        }
        return records;
    }

    /** A web application may log such a record for a reason of its own, so the deployment must have ended too. */
    private static Optional<Refusal> exception(List<String> records, Predicate<String> kind) {
        boolean ended = records.stream().anyMatch(LIFECYCLE);
        return records.stream()
                .filter(record -> ended && kind.test(record))
                .findFirst()
                .map(record -> new Refusal(LoggedException.in(record).reason()));
    }

    private static Optional<Refusal> lookup(String record) {
        Matcher failed = LOOKUP.matcher(record);
        return failed.find()
                ? Optional.of(new Refusal("there is no resource " + failed.group(2) + ", needed by " + failed.group(1)))
                : Optional.empty();
    }

    private static Optional<Refusal> named(String record) {
        Matcher refused = NAMED.matcher(record);
        return refused.find()
                ? Optional.of(
                        new Refusal(LoggedException.in("\n" + refused.group(1)).reason()))
                : Optional.empty();
    }
}
