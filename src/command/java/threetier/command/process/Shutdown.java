package threetier.command.process;

import java.util.function.Supplier;
import threetier.command.error.CommandException;

/** The shutdown of this process, by Ctrl-C or a signal: running nodes are stopped, and no new ones start. */
public final class Shutdown {

    private static boolean begun;

    private Shutdown() {}

    /** Begins the shutdown: from now on this process starts no more nodes. */
    public static synchronized void begin() {
        begun = true;
    }

    /** Whether the shutdown has begun; failures from then on are expected. */
    public static synchronized boolean begun() {
        return begun;
    }

    /**
     * Runs the start of a node unless the shutdown has begun. The shutdown waits until the start has finished, so the
     * shutdown finds every node.
     *
     * @throws CommandException if the shutdown has begun
     */
    static synchronized <T> T unlessBegun(Supplier<T> start) {
        if (begun) {
            throw new CommandException("Interrupted");
        }
        return start.get();
    }

    /**
     * Runs {@code stop} when the process shuts down.
     *
     * @return the shutdown hook, for removal
     * @throws CommandException if the shutdown has begun
     */
    public static Thread then(Runnable stop) {
        Thread thread = new Thread(() -> {
            begin();
            stop.run();
        });
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException shuttingDown) {
            throw new CommandException("Interrupted", shuttingDown);
        }
        return thread;
    }
}
