package threetier.http;

import jakarta.ws.rs.BadRequestException;

/**
 * A parameter that is a whole number within bounds.
 *
 * @param name as the client writes it
 * @param min lowest value allowed
 * @param max highest value allowed
 */
public record WholeNumber(String name, long min, long max) {

    /** @throws BadRequestException that says what is allowed */
    public long parse(String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, as a number out of bounds is
        }
        throw new BadRequestException(
                "The parameter \"" + name + "\" must be a whole number from " + min + " to " + max + ".");
    }

    /** The same, or {@code absent} where the parameter is not given. */
    public long parse(String text, long absent) {
        return text == null ? absent : parse(text);
    }
}
