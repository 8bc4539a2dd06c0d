package threetier.problem;

import jakarta.ws.rs.BadRequestException;

/**
 * A parameter that must be a whole number within bounds.
 *
 * @param name as the client writes it
 * @param min lowest value allowed
 * @param max highest value allowed
 */
public record WholeNumber(String name, long min, long max) {

    /** @throws BadRequestException with a message that says what is allowed */
    public long parse(String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Handled below, like a number out of range
        }
        throw new BadRequestException(
                "The parameter \"" + name + "\" must be a whole number from " + min + " to " + max + ".");
    }

    /** The same; {@code absent} when the parameter is not given. */
    public long parse(String text, long absent) {
        return text == null ? absent : parse(text);
    }
}
