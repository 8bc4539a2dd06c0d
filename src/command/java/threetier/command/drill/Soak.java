package threetier.command.drill;

import java.util.List;
import threetier.command.load.Exchange;
import threetier.command.stage.Shape;

/** A long load without a fault. Memory must not grow beyond its bound. */
final class Soak implements Scenario {

    private final int minutes;
    private long most;

    /** @param minutes the duration of the load in minutes */
    Soak(int minutes) {
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String breaks() {
        return "nothing, for " + minutes + " min (--minutes N): memory must not grow";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    /** The heap is small, so that a memory leak would fill it sooner. */
    @Override
    public Shape shape() {
        return Shape.of(2, 2, "256m");
    }

    @Override
    public void run(Scene scene) {
        for (int second = 0; second < minutes * 60; second++) {
            scene.steady(1);
            most = Math.max(most, AppMemory.mostMebibytes(scene.stage(), shape()));
        }
        scene.note("app nodes took up to " + most + " MiB");
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        long bound = AppMemory.boundMebibytes(shape());
        return most <= bound ? List.of() : List.of("an app node took " + most + " MiB, more than " + bound);
    }
}
