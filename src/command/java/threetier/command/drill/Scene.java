package threetier.command.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import threetier.command.error.CommandException;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.Load;
import threetier.command.load.Progress;
import threetier.command.process.Node;
import threetier.command.process.Pause;
import threetier.command.stage.Stage;

/** A running drill: its stage, the load, and the events so far. */
final class Scene {

    private static final Duration NOTICE_LIMIT = Duration.ofSeconds(30);
    private static final int WRITES_AWAITED = 20;

    private final Stage stage;
    private final DrillEvents events = new DrillEvents();
    private final List<Load> loads = new ArrayList<>();
    private final Progress progress;
    private final AlertWatch alerts;
    private String writer = "writer";

    Scene(Stage stage, Load load, Progress progress, AlertWatch alerts) {
        this.stage = stage;
        loads.add(load);
        this.progress = progress;
        this.alerts = alerts;
    }

    Stage stage() {
        return stage;
    }

    /** All loads so far. The first load is the standard load of the drill. */
    List<Load> loads() {
        return loads;
    }

    DrillEvents events() {
        return events;
    }

    /** The name of the current writer. */
    String writer() {
        return writer;
    }

    void writerIs(String database) {
        writer = database;
    }

    /** Continues the load for this number of seconds. */
    void steady(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        await("", Duration.ofSeconds(seconds + 1L), () -> System.nanoTime() >= end);
    }

    /** Adds a load to the existing loads. */
    Load more(int clients, int perSecond, Function<Client, Exchange> request) {
        Load more = Load.scheduled(stage.url(), clients, perSecond, request);
        loads.add(more);
        return more;
    }

    /** Waits at most {@code limit} until writes are acknowledged again. If none is, the verdict reports a failure. */
    void awaitWrites(Duration limit) {
        long goal = acknowledged() + WRITES_AWAITED;
        long deadline = System.nanoTime() + limit.toNanos();
        await("", limit.plusSeconds(10), () -> acknowledged() >= goal || System.nanoTime() > deadline);
    }

    /** Waits until the balancer sends requests to this node. */
    void awaitInRotation(String node) {
        await(node + " is back, but gets no requests", NOTICE_LIMIT, () -> stage.inRotation(node));
        note(node + " back");
    }

    /** Records an event at the current time. */
    void note(String what) {
        events.event(System.nanoTime(), what);
        progress.phase(what);
    }

    /** Prints a detail that is no event of the drill. */
    void detail(String what) {
        progress.phase(what);
    }

    /** Records the fault at the current time. Alerts are expected from now on. */
    void fault(String what) {
        alerts.faultIsNow();
        turn(what);
    }

    /** Continues the load until the expected alerts have fired. If one does not fire, the verdict reports a failure. */
    void awaitAlerts() {
        long deadline = System.nanoTime() + AlertWatch.LIMIT.toNanos();
        while (!alerts.complete() && System.nanoTime() < deadline) {
            steady(1);
        }
        note("alerts: " + String.join(", ", alerts.fired().keySet()));
    }

    /** Adds an app node with this application, as a deployment does. */
    void addApp(String name, Path war) {
        stage.addApp(name, war);
        added(name);
    }

    /** Adds a web node, as a deployment does. */
    void addWeb(String name) {
        stage.addWeb(name);
        added(name);
    }

    private void added(String name) {
        alerts.follow();
        note(name + " in rotation");
    }

    /** Drains and stops a node, as a deployment does. */
    void retire(String name) {
        alerts.follow(name);
        stage.retire(name);
        note(name + " drained and stopped");
    }

    /** Records an event from which the site must recover. */
    void turn(String what) {
        events.recoversFrom(System.nanoTime());
        note(what);
    }

    /** Kills a web or app node, as in a crash, and waits until its balancer has noticed. */
    void crash(String name) {
        Node node = stage.node(name);
        long died = System.nanoTime();
        fault(name + " killed");
        node.kill();
        await(name + " is dead, but its balancer has not noticed", NOTICE_LIMIT, () -> !stage.inRotation(name));
        events.death(new DrillEvents.Death(name, died, System.nanoTime()));
        note("noticed");
    }

    /**
     * Waits for a condition under load.
     *
     * @throws CommandException with the message {@code otherwise} if the condition is false until {@code limit}
     */
    void await(String otherwise, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CommandException(otherwise + " after " + limit.toSeconds() + " s.");
            }
            progress.tick(loads);
            Pause.millis(20);
        }
    }

    /** The number of acknowledged writes of all loads so far. */
    long acknowledged() {
        return loads.stream().mapToLong(Load::acknowledged).sum();
    }
}
