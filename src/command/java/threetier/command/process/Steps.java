package threetier.command.process;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reports each completed step and its duration in one line.
 *
 * @param progress receives each line
 */
public record Steps(Consumer<String> progress) {

    /** Runs the start of {@code what}, and then reports that {@code what} is ready. */
    public void ready(String tier, String what, Runnable start) {
        long from = System.nanoTime();
        start.run();
        done("ready", tier, what, from);
    }

    /**
     * Reports a completed step.
     *
     * @param from the start time of the step, in nanoseconds of {@link System#nanoTime()}
     */
    public void done(String state, String tier, String what, long from) {
        progress.accept(String.format(
                Locale.ROOT, "  %-5s %-28s %s after %.1f s", tier, what, state, (System.nanoTime() - from) / 1e9));
    }
}
