package threetier.command.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import threetier.command.database.Relay;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.Load;
import threetier.command.process.Pause;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/**
 * Sends ten times as many writes as the writer can take. The writer is slowed down, so that two processors can generate
 * that load: the writer runs a few queries in parallel, and each query takes 50 ms. Each write has an idempotency key,
 * because writes without a key share a statement, however many they are.
 */
final class Overload implements Scenario {

    private static final Duration EACH = Duration.ofMillis(50);
    private static final int AT_ONCE = 6;
    private static final int MEASURING_CLIENTS = 40;
    private static final int CLIENTS = 800;
    private static final long NANOS = 10_000_000_000L;
    /** Refused requests run code that the usual warm-up does not reach. */
    private static final int WARM_UP_SECONDS = 40;

    private static final int WARM_UP_PER_SECOND = 150;
    private static final int TIMES = 10;
    /** The share of the planned load that the drill must send. A request counts only when it has been answered. */
    private static final double NEARLY = 0.9;
    /**
     * The share of the capacity that the site must still serve under overload. The remaining 30 % allow for the cost of
     * the refusals on a machine that also generates the load.
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

    /** The stage has one app node: the drill tests a node with an overloaded database, not this machine's capacity. */
    @Override
    public Shape shape() {
        return Shape.of(2, 1, "512m");
    }

    /**
     * Lets the JIT compile the code that refuses requests. The usual warm-up follows, and clears the stored entries.
     */
    @Override
    public void prepare(Stage stage) {
        Relay writer = stage.data().relay("writer");
        writer.slow(EACH, AT_ONCE);
        Load refused = Load.scheduled(stage.url(), CLIENTS, WARM_UP_PER_SECOND, Client::saveAlone);
        Pause.millis(WARM_UP_SECONDS * 1_000);
        refused.close();
        writer.heal();
    }

    @Override
    public Set<String> alerts() {
        return Set.of("DatabaseSaturated", "WritesFail");
    }

    @Override
    public void run(Scene scene) {
        signs = new VitalSigns(scene.stage());
        scene.stage().data().relay("writer").slow(EACH, AT_ONCE);
        scene.fault("the writer is slow; measuring");
        Load measuring = scene.more(MEASURING_CLIENTS, MEASURING_CLIENTS * 100, Client::saveAlone);
        capacity = perSecond(scene::acknowledged, scene);
        measuring.close();
        scene.note(String.format(Locale.ROOT, "capacity %.0f/s, sending %.0f/s", capacity, capacity * TIMES));
        Load tooMuch = scene.more(CLIENTS, (int) (capacity * TIMES), Client::saveAlone);
        long start = System.nanoTime();
        long before = scene.acknowledged();
        offered = perSecond(() -> tooMuch.good() + tooMuch.bad(), scene);
        served = (scene.acknowledged() - before) * 1e9 / (System.nanoTime() - start);
        scene.awaitAlerts();
        tooMuch.close();
        scene.stage().data().relay("writer").heal();
        scene.turn(String.format(Locale.ROOT, "end: %.0f/s sent, %.0f/s served", offered, served));
        scene.steady(8);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>(Promises.withoutWriter(exchanges, verdict));
        broken.addAll(signs.broken());
        if (offered < capacity * TIMES * NEARLY) {
            broken.add(String.format(
                    Locale.ROOT,
                    "only %.1f times the capacity could be sent: the answers came too late, or the machine is too slow",
                    offered / capacity));
        }
        if (served < capacity * FULL_SPEED) {
            broken.add(String.format(
                    Locale.ROOT, "%.0f/s were served under overload, the capacity is %.0f/s", served, capacity));
        }
        long bound = AppMemory.boundMebibytes(shape());
        if (mostMemory > bound) {
            broken.add("an app node took " + mostMemory + " MiB, more than " + bound);
        }
        return broken;
    }

    /** Measures the growth of a number per second. Meanwhile, this method checks memory and vital signs. */
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
