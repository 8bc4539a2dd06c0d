package threetier.command.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Announces each step when it begins, and keeps the time that it took for the report at the end. */
final class StepTimes {

    private record Step(String name, double seconds) {}

    private final Consumer<String> say;
    private final List<Step> steps = new ArrayList<>();
    private final long begin = System.nanoTime();

    StepTimes(Consumer<String> say) {
        this.say = say;
    }

    void run(String name, Runnable step) {
        say.accept("  " + name + " …");
        long from = System.nanoTime();
        step.run();
        steps.add(new Step(name, seconds(from)));
    }

    /** A step whose result was there already. */
    void found(String name) {
        say.accept("  " + name + ": already so");
    }

    /** A line per step with its time, and the sum. */
    void report() {
        steps.forEach(step -> say.accept(line(step.name(), step.seconds())));
        say.accept(line("in all", seconds(begin)));
    }

    private static String line(String name, double seconds) {
        return String.format(Locale.ROOT, "  %-60s %8.1f s", name, seconds);
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
