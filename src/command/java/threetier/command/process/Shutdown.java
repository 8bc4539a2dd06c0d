package threetier.command.process;

import java.util.function.Supplier;
import threetier.command.error.CommandException;

/** The end of this process, by Ctrl-C or a signal: nodes that run are stopped then, and none is started any more. */
public final class Shutdown {

    private static boolean begun;

    private Shutdown() {}

    /** From now on this process starts no node any more: it is about to stop those that run. */
    public static synchronized void begin() {
        begun = true;
    }

    /** Whether this process was told to end: what fails from then on is no news. */
    public static synchronized boolean begun() {
        return begun;
    }

    /**
     * Starts something that must be found when this process ends; whoever wants to stop it waits until that has
     * happened.
     *
     * @throws CommandException when the end has begun
     */
    static synchronized <T> T unlessBegun(Supplier<T> start) {
        if (begun) {
            throw new CommandException("Interrupted");
        }
        return start.get();
    }

    /**
     * Runs this when the process is told to end.
     *
     * @return the thread, which can be taken back
     */
    public static Thread then(Runnable stop) {
        Thread thread = new Thread(() -> {
            begin();
            stop.run();
        });
        Runtime.getRuntime().addShutdownHook(thread);
        return thread;
    }
}
