package threetier.command.scale;

import java.util.ArrayList;
import java.util.List;
import threetier.command.error.CommandException;

/** Looks at the groups in regular intervals, on a thread of its own. */
final class ScaleWatch implements AutoCloseable {

    private final GroupSource source;
    private final long millis;
    private final List<GroupSample> samples = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "groups");
    private volatile boolean stopped;

    /** @param millis between two looks */
    ScaleWatch(GroupSource source, long millis) {
        this.source = source;
        this.millis = millis;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!stopped) {
                look();
                Thread.sleep(millis);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        List<GroupState> states;
        try {
            states = source.states();
        } catch (CommandException unknown) {
            // A single question may fail; the next look asks again
            return;
        }
        if (!states.isEmpty()) {
            synchronized (this) {
                samples.add(new GroupSample(System.nanoTime(), states));
            }
        }
    }

    synchronized List<GroupSample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
