package threetier.idempotency;

import jakarta.ws.rs.BadRequestException;
import java.util.regex.Pattern;

/**
 * The name that a client gives to a change that must happen once, however often the request is repeated.
 *
 * @param text 1 to 255 visible ASCII characters; case-sensitive
 */
public record IdempotencyKey(String text) {

    private static final Pattern ALLOWED = Pattern.compile("[!-~]{1,255}");

    /** @throws BadRequestException with a message that says what is allowed */
    public IdempotencyKey {
        if (!ALLOWED.matcher(text).matches()) {
            throw new BadRequestException(
                    "An idempotency key must be 1 to 255 visible ASCII characters without spaces, given once.");
        }
    }
}
