package threetier.http;

import jakarta.ws.rs.BadRequestException;
import java.util.regex.Pattern;

/**
 * A parameter that must be a whole number within bounds.
 *
 * @param name as the client writes it
 * @param min lowest value allowed, at least 0
 * @param max highest value allowed
 */
public record WholeNumber(String name, long min, long max) {

    /** One way to write each number; Java's parser also takes signs, leading zeros and the digits of other scripts. */
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]*");

    /** @throws BadRequestException with a message that says what is allowed */
    public long parse(String text) {
        try {
            long value = DIGITS.matcher(text).matches() ? Long.parseLong(text) : min - 1;
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException tooLarge) {
            // Handled below, like a number out of range
        }
        throw new BadRequestException("The parameter \"" + name + "\" must be a whole number from " + min + " to " + max
                + ": digits 0 to 9, without a sign or leading zeros.");
    }

    /** The same; {@code absent} when the parameter is not given. */
    public long parse(String text, long absent) {
        return text == null ? absent : parse(text);
    }
}
