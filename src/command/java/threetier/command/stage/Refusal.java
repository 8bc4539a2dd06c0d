package threetier.command.stage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's refusal of an application.
 *
 * @param reason the reason in the words of the server
 */
record Refusal(String reason) {

    private static final Pattern LOGGED =
            Pattern.compile("Exception while (?:deploying|loading) the app(?: \\[.*])? : (.+)");

    /** Finds a refusal in a log; empty if there is none. */
    static Optional<Refusal> in(String logged) {
        Matcher refused = LOGGED.matcher(logged);
        return refused.find() ? Optional.of(new Refusal(refused.group(1))) : Optional.empty();
    }

    /** The error message for this WAR. */
    String of(Path war, Path log) {
        return "The WAR " + war + " could not be deployed: " + reason + "\n  (" + log + ")";
    }
}
