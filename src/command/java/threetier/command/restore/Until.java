package threetier.command.restore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import threetier.command.error.CommandException;

/** The moment of a restore, as an operator types it. */
public final class Until {

    private Until() {}

    /**
     * Reads a time with its zone, in ISO 8601.
     *
     * @throws CommandException if it is no such time, or has a fraction of a second
     */
    public static Instant typed(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.getNano() == 0) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // The message below says what is expected
        }
        throw new CommandException("--until must be a whole second with its zone, like 2026-11-28T08:00:05Z, not \""
                + text + "\". The binary log has no smaller unit.");
    }
}
