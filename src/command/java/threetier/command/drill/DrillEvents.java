package threetier.command.drill;

import java.util.ArrayList;
import java.util.List;
import threetier.command.load.Event;

/** The events of a drill with their times, in nanoseconds of {@link System#nanoTime()}. */
final class DrillEvents {

    /** The death of a node, and the moment its balancer stopped sending it requests. */
    record Death(String node, long died, long noticed) {}

    private final List<Event> events = new ArrayList<>();
    private final List<Death> deaths = new ArrayList<>();
    private long recoversFrom;

    synchronized void event(long at, String what) {
        events.add(new Event(at, what));
    }

    /**
     * Sets the moment from which the site can recover: either the fault is repaired, or the fault stays and the other
     * nodes must take over.
     */
    synchronized void recoversFrom(long at) {
        recoversFrom = at;
    }

    synchronized void death(Death death) {
        deaths.add(death);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized List<Death> deaths() {
        return List.copyOf(deaths);
    }

    /** The moment from which the site can recover; 0 if there was no fault to recover from. */
    synchronized long recoversFrom() {
        return recoversFrom;
    }
}
