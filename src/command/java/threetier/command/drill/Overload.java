package threetier.command.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import threetier.command.stage.Shape;

/**
 * Ten times more writes than the writer can take. The writer is made so slow that two processors can produce that: it
 * works on a few queries at the same time, and each takes 50 ms. The writes have keys, because those without share a
 * statement however many they are.
 */
final class Overload implements Scenario {

    private static final Duration EACH = Duration.ofMillis(50);
    private static final int AT_ONCE = 6;
    private static final int MEASURING_CLIENTS = 40;
    private static final int CLIENTS = 800;
    private static final long NANOS = 10_000_000_000L;
    private static final int TIMES = 10;
    /** Of the load: clients are counted by their answers. */
    private static final double NEARLY = 0.9;
    /**
     * Of what it can take: full speed, up to what the refusals themselves cost on a machine that also makes the load.
     */
    private static final double FULL_SPEED = 0.7;

    private double capacity;
    private double offered;
    private double served;
    private long mostMemory;
    private VitalSigns signs;

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String breaks() {
        return "ten times more writes than the writer can take";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    /**
     * One app node: what is measured is how it bears more than its database can take, not how much this machine can.
     */
    @Override
    public Shape shape() {
        return Shape.of(2, 1, "512m");
    }

    @Override
    public void run(Scene scene) {
        signs = new VitalSigns(scene.stage());
        scene.stage().data().relay("writer").slow(EACH, AT_ONCE);
        scene.note("measuring");
        Load measuring = scene.more(MEASURING_CLIENTS, MEASURING_CLIENTS * 100, Client::saveAlone);
        capacity = perSecond(scene::acknowledged, scene);
        measuring.close();
        scene.note(String.format(Locale.ROOT, "%.0f/s are possible, %.0f/s are sent", capacity, capacity * TIMES));
        Load tooMuch = scene.more(CLIENTS, (int) (capacity * TIMES), Client::saveAlone);
        long start = System.nanoTime();
        long before = scene.acknowledged();
        offered = perSecond(() -> tooMuch.good() + tooMuch.bad(), scene);
        served = (scene.acknowledged() - before) * 1e9 / (System.nanoTime() - start);
        tooMuch.close();
        scene.stage().data().relay("writer").heal();
        scene.turn(String.format(Locale.ROOT, "end: of %.0f/s %.0f/s were served", offered, served));
        scene.steady(8);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>(Promises.withoutWriter(exchanges, verdict));
        broken.addAll(signs.broken());
        if (offered < capacity * TIMES * NEARLY) {
            broken.add(String.format(
                    Locale.ROOT,
                    "only %.1f times of what is possible could be sent: the answers came too late, or the machine is too slow",
                    offered / capacity));
        }
        if (served < capacity * FULL_SPEED) {
            broken.add(String.format(
                    Locale.ROOT, "%.0f/s were served under overload, %.0f/s are possible", served, capacity));
        }
        long bound = AppMemory.boundMebibytes(shape());
        if (mostMemory > bound) {
            broken.add("an app node took " + mostMemory + " MiB, more than " + bound);
        }
        return broken;
    }

    /** How much a number grows per second, while memory and signs of life are watched. */
    private double perSecond(LongSupplier number, Scene scene) {
        long start = System.nanoTime();
        long before = number.getAsLong();
        while (System.nanoTime() - start < NANOS) {
            scene.steady(1);
            signs.look();
            mostMemory = Math.max(mostMemory, AppMemory.mostMebibytes(scene.stage(), shape()));
        }
        return (number.getAsLong() - before) * 1e9 / (System.nanoTime() - start);
    }
}
