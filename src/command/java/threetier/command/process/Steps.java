package threetier.command.process;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Tells a person what has been done, a line a step, and how long it took.
 *
 * @param progress is told each line
 */
public record Steps(Consumer<String> progress) {

    /** Does something and tells that it is ready. */
    public void ready(String tier, String what, Runnable start) {
        long from = System.nanoTime();
        start.run();
        done("ready", tier, what, from);
    }

    /**
     * Tells that something is done.
     *
     * @param from when it began, in nanoseconds of {@link System#nanoTime()}
     */
    public void done(String state, String tier, String what, long from) {
        progress.accept(String.format(
                Locale.ROOT, "  %-5s %-28s %s after %.1f s", tier, what, state, (System.nanoTime() - from) / 1e9));
    }
}
