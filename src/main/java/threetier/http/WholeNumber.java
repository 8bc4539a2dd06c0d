package threetier.http;

import jakarta.ws.rs.BadRequestException;
import java.util.regex.Pattern;

/**
 * A parameter of a request. Its value must be a whole number within bounds.
 *
 * @param name the parameter's name in the request
 * @param min lowest allowed value, at least 0
 * @param max highest allowed value
 */
public record WholeNumber(String name, long min, long max) {

    /**
     * Allows only one way to write each number. Java's parser would also accept signs, leading zeros and the digits of
     * other scripts.
     */
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]*");

    /**
     * Parses the value of the parameter.
     *
     * @throws BadRequestException with a message that says what is allowed
     */
    public long parse(String text) {
        try {
            long value = DIGITS.matcher(text).matches() ? Long.parseLong(text) : min - 1;
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException tooLarge) {
            // The statement below rejects this text, like a number out of range
        }
        throw new BadRequestException("The parameter \"" + name + "\" must be a whole number from " + min + " to " + max
                + ": digits 0 to 9, without a sign or leading zeros.");
    }

    /** Parses the value of an optional parameter. Returns {@code absent} when {@code text} is null. */
    public long parse(String text, long absent) {
        return text == null ? absent : parse(text);
    }
}
