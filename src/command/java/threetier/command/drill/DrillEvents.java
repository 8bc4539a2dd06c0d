package threetier.command.drill;

import java.util.ArrayList;
import java.util.List;

/** What happened during a drill, and when (in nanoseconds of {@link System#nanoTime()}). */
final class DrillEvents {

    /** A moment with its name. */
    record Event(long at, String what) {}

    /** A node that died, and the moment from which its balancer gave it nothing more. */
    record Death(String node, long died, long noticed) {}

    private final List<Event> events = new ArrayList<>();
    private final List<Death> deaths = new ArrayList<>();
    private long recoversFrom;

    synchronized void event(long at, String what) {
        events.add(new Event(at, what));
    }

    /**
     * From then on the site has what it needs to recover: what broke is repaired, or will not be and the others must
     * do.
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

    /** 0 where nothing had to recover. */
    synchronized long recoversFrom() {
        return recoversFrom;
    }
}
