package threetier.command.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import threetier.command.error.CommandException;
import threetier.command.observe.Numbers;
import threetier.command.observe.Observation;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.stage.Stage;

/** Prometheus, which watches the stage of a drill, and which alerts fire there. */
final class AlertWatch implements AutoCloseable {

    /** How soon after the fault the expected alerts must fire. This is half an hour in production. */
    static final Duration LIMIT = Duration.ofSeconds(30);
    /** The time of the first evaluation at which each alert fired, in seconds since 1970. The span is in seconds. */
    private static final String FIRED =
            "min by (alertname) (min_over_time(timestamp(ALERTS{alertstate=\"firing\"})[%ds:1s]))";

    private final Set<String> expected;
    private final Observation observation;
    private final Numbers numbers;
    private final double start = seconds();
    private double fault = start;

    private AlertWatch(Set<String> expected, Observation observation) {
        this.expected = expected;
        this.observation = observation;
        // What an earlier drill has left would still burn
        observation.forget();
        numbers = new Numbers(observation.start(0));
    }

    /** Waits until Prometheus has asked all nodes, which it does five seconds after its start. */
    void awaitNumbers() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (numbers.of("min(up) == 1").isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new CommandException("Prometheus gets no numbers of some node of the stage.");
            }
            Pause.millis(200);
        }
    }

    /** Starts Prometheus, without numbers of earlier drills. */
    static AlertWatch start(Stage stage, Set<String> expected) {
        return new AlertWatch(expected, new Observation(stage.workspace(), new Nodes(stage.workspace())));
    }

    /** Tells Prometheus that nodes have been added, or that these nodes are about to be stopped. */
    void follow(String... leaving) {
        observation.follow(leaving);
    }

    /** Records the present as the time of the fault. */
    void faultIsNow() {
        fault = seconds();
    }

    /** Whether all expected alerts have fired. */
    boolean complete() {
        return fired().keySet().containsAll(expected);
    }

    /** The alerts that have fired so far, each with the seconds from the fault until it fired. */
    Map<String, Double> fired() {
        Map<String, Double> fired = new TreeMap<>();
        numbers.of(FIRED.formatted((long) (seconds() - start) + 1))
                .forEach((alert, at) -> fired.put(alert, at - fault));
        return fired;
    }

    /**
     * Descriptions of missing, early, late and unexpected alerts.
     *
     * @param expected the alerts that must have fired
     * @param possible other alerts that may have fired
     */
    static List<String> broken(Set<String> expected, Set<String> possible, Map<String, Double> fired) {
        List<String> broken = new ArrayList<>();
        for (String alert : new TreeSet<>(expected)) {
            if (!fired.containsKey(alert)) {
                broken.add("the alert " + alert + " did not fire");
            } else if (fired.get(alert) < 0) {
                broken.add("the alert " + alert + " fired before the fault");
            } else if (fired.get(alert) > LIMIT.toSeconds()) {
                broken.add(String.format(
                        Locale.ROOT, "the alert %s fired only %.0f s after the fault", alert, fired.get(alert)));
            }
        }
        fired.keySet().stream()
                .filter(alert -> !expected.contains(alert) && !possible.contains(alert))
                .forEach(alert -> broken.add("the alert " + alert + " fired, although the drill does not expect it"));
        return broken;
    }

    @Override
    public void close() {
        observation.stop();
    }

    private static double seconds() {
        return System.currentTimeMillis() / 1e3;
    }
}
