package threetier.idempotency;

import jakarta.ws.rs.BadRequestException;
import java.util.regex.Pattern;

/**
 * A name that a client chooses for a change. If the client repeats the request with the same key, the change still
 * happens only once.
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
