package threetier.command.process;

import java.time.Duration;
import threetier.command.error.CommandException;

/** Sleeps between two polls. */
public final class Pause {

    private Pause() {}

    /** @throws CommandException if the thread is interrupted during the sleep */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw CommandException.interrupted(interrupted);
        }
    }

    /** @throws CommandException if the thread is interrupted during the sleep */
    public static void of(Duration duration) {
        millis(duration.toMillis());
    }
}
