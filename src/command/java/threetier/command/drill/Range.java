package threetier.command.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;
import threetier.command.load.Load;
import threetier.command.load.Progress;
import threetier.command.load.Timeline;
import threetier.command.observe.Observation;
import threetier.command.process.Pause;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;
import threetier.command.stage.Stage;
import threetier.command.standby.StageSite;

/** Runs drills on a stage. */
public final class Range {

    private static final String STAGE = "drill";
    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS_BEFORE = 4;

    private final Stage stage;
    private final Path folder;
    private final PrintStream out;
    private final boolean terminal;

    /** @param folder the folder for the timeline and the request log of each drill */
    Range(Stage stage, Path folder, PrintStream out, boolean terminal) {
        this.stage = stage;
        this.folder = folder;
        this.out = out;
        this.terminal = terminal;
    }

    /** Runs these drills one after the other, each on its own stage, and prints the progress. */
    public static List<Result> carryOut(List<Scenario> scenarios, Path folder, PrintStream out) {
        Observation.require();
        boolean terminal = System.console() != null;
        Consumer<String> report = line -> out.println((terminal ? Progress.ERASE : "") + line);
        StageSite.stopNowAndAtEnd(Workspace.beside(STAGE), report);
        List<Result> results = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            out.println(scenario.name() + ": " + scenario.breaks());
            try (Stage stage = Stage.startWithRelays(Workspace.fresh(STAGE), scenario.shape(), report)) {
                results.add(new Range(stage, folder, out, terminal).carryOut(scenario));
            } catch (Exception failure) {
                if (Shutdown.begun()) {
                    throw new CommandException("Interrupted", failure);
                }
                results.add(new Result(scenario, null, Map.of(), List.of("could not run: " + failure.getMessage())));
            }
        }
        return results;
    }

    /** Runs a drill under load, and evaluates the result. */
    Result carryOut(Scenario drill) throws Exception {
        Progress progress = new Progress(out, terminal, drill.name());
        try {
            drill.prepare(stage);
            Workload workload = drill.workload();
            try (AlertWatch alerts = AlertWatch.start(stage, drill.alerts())) {
                warmUp(drill, workload, progress);
                alerts.awaitNumbers();
                return carryOut(drill, workload, alerts, progress);
            }
        } finally {
            drill.cleanUp(stage);
        }
    }

    private Result carryOut(Scenario drill, Workload workload, AlertWatch alerts, Progress progress) throws Exception {
        Scene scene;
        Load load = workload.start(drill.site(stage));
        try (load) {
            scene = new Scene(stage, load, progress, alerts);
            scene.note("load");
            scene.steady(SECONDS_BEFORE);
            drill.run(scene);
        }
        scene.loads().forEach(Load::close);
        Map<String, Double> fired = alerts.fired();
        progress.phase("checking the stored entries");
        List<Exchange> exchanges =
                scene.loads().stream().flatMap(one -> one.exchanges().stream()).toList();
        LedgerComparison truth = workload.compare(stage, scene.writer(), exchanges);
        Verdict verdict = Verdict.of(
                exchanges,
                scene.events(),
                truth,
                scene.loads().stream().mapToDouble(Load::cpuShare).max().orElse(0));
        List<String> broken = new ArrayList<>(Promises.broken(drill.graceful(), verdict));
        broken.addAll(drill.broken(exchanges, verdict));
        broken.addAll(AlertWatch.broken(drill.alerts(), drill.possibleAlerts(), fired));
        keep(drill, exchanges, scene.events());
        keep(drill, truth.gone());
        progress.end();
        return new Result(drill, verdict, fired, broken);
    }

    /** Lets the JIT compile the code first. */
    private void warmUp(Scenario drill, Workload workload, Progress progress) throws SQLException {
        progress.phase("warming up");
        List<Load> loads = new ArrayList<>();
        try {
            drill.warmed(stage).forEach(url -> loads.add(workload.start(url)));
            for (int tenth = 0; tenth < WARM_UP_SECONDS * 10; tenth++) {
                progress.tick(loads);
                Pause.millis(100);
            }
        } finally {
            loads.forEach(Load::close);
        }
        workload.clear(stage);
    }

    /** Writes down the acknowledgements of the writes that are gone. */
    private void keep(Scenario drill, List<Exchange> gone) throws IOException {
        if (!gone.isEmpty()) {
            Files.write(
                    folder.resolve(drill.name() + "-gone.txt"),
                    gone.stream().map(Exchange::body).toList());
        }
    }

    private void keep(Scenario drill, List<Exchange> exchanges, DrillEvents events) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(drill.name() + ".svg"),
                new Timeline(drill.name() + ": " + drill.breaks(), exchanges, events.events()).svg());
        Files.writeString(folder.resolve(drill.name() + ".csv"), RequestLog.csv(exchanges, events.deaths()));
    }
}
