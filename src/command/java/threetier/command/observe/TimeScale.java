package threetier.command.observe;

import java.util.regex.Pattern;

/**
 * Shortens the windows of rules. On a stage, nobody waits for an hour to see an alert.
 *
 * @param divisor what all durations in minutes and hours are divided by; durations in seconds do not change
 */
record TimeScale(int divisor) {

    /** A minute of a stage shows what an hour shows in production. */
    static final TimeScale STAGE = new TimeScale(60);

    private static final Pattern DURATION = Pattern.compile("\\b(\\d+)([mh])\\b");

    /** The rules with shorter windows. */
    String of(String rules) {
        return DURATION.matcher(rules)
                .replaceAll(found ->
                        Integer.parseInt(found.group(1)) * (found.group(2).equals("h") ? 3_600 : 60) / divisor + "s");
    }
}
