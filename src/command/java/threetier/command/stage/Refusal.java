package threetier.command.stage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That the server has not taken an application.
 *
 * @param reason in the server's words
 */
record Refusal(String reason) {

    private static final Pattern LOGGED =
            Pattern.compile("Exception while (?:deploying|loading) the app(?: \\[.*])? : (.+)");

    /** Empty where nothing of the kind was logged. */
    static Optional<Refusal> in(String logged) {
        Matcher refused = LOGGED.matcher(logged);
        return refused.find() ? Optional.of(new Refusal(refused.group(1))) : Optional.empty();
    }

    /** What it means for this WAR, for people. */
    String of(Path war, Path log) {
        return "The WAR " + war + " could not be deployed: " + reason + "\n  (" + log + ")";
    }
}
