package threetier.command.restore;

import java.util.function.Supplier;
import threetier.command.process.Steps;

/**
 * Reports each step of a backup or a restore with its duration.
 *
 * @param steps receives each step
 */
record RestoreSteps(Steps steps) {

    /** Runs a step, and then reports it. */
    void run(String what, Runnable work) {
        get(() -> {
            work.run();
            return what;
        });
    }

    /** Runs a step, and then reports it with the words that it returns. */
    void get(Supplier<String> work) {
        long from = System.nanoTime();
        String words = work.get();
        steps.done("done", "data", words, from);
    }

    void line(String words) {
        steps.progress().accept("  " + words);
    }
}
