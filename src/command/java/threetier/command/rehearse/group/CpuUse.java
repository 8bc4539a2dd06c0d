package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The CPU use of the instances of a group: a value of each instance for each minute of the groups. */
final class CpuUse {

    /** A value in each minute, with detailed monitoring. */
    static final Duration MINUTE = Duration.ofMinutes(1);

    private record Reading(Moment at, double seconds) {}

    private final Map<String, Reading> begin = new HashMap<>();
    private final Map<String, Double> minutes = new HashMap<>();
    private final List<Double> averages = new ArrayList<>();
    private Moment minute = Moment.START;

    /**
     * Takes the readings of a moment.
     *
     * @param seconds by instance, for how many seconds it has used all of its processors, since its launch
     * @param counts whether the use of an instance belongs to the average
     * @return whether a minute has ended
     */
    boolean read(Moment now, Map<String, Double> seconds, Predicate<String> counts) {
        seconds.forEach((id, used) -> begin.putIfAbsent(id, new Reading(now, used)));
        if (now.playedSince(minute).compareTo(MINUTE) < 0) {
            return false;
        }
        minute = now;
        minutes.clear();
        seconds.forEach((id, used) -> {
            Reading last = begin.put(id, new Reading(now, used));
            double real = now.realSince(last.at()).toNanos() / 1e9;
            if (real > 0) {
                minutes.put(id, Math.min(100, Math.max(0, (used - last.seconds()) / real * 100)));
            }
        });
        begin.keySet().retainAll(seconds.keySet());
        OptionalDouble average = minutes.entrySet().stream()
                .filter(entry -> counts.test(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .average();
        average.ifPresent(averages::add);
        return average.isPresent();
    }

    /** The average of each minute that has one. */
    List<Double> averages() {
        return averages;
    }

    /** The newest value of each instance, in percent. */
    Map<String, Double> newest() {
        return Map.copyOf(minutes);
    }
}
