package threetier.command.process;

import java.time.Duration;
import threetier.command.error.CommandException;

/** Waiting between two looks at something. */
public final class Pause {

    private Pause() {}

    /** @throws CommandException when the thread is interrupted meanwhile */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw CommandException.interrupted(interrupted);
        }
    }

    /** @throws CommandException when the thread is interrupted meanwhile */
    public static void of(Duration duration) {
        millis(duration.toMillis());
    }
}
