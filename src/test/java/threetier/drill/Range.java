package threetier.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import threetier.stage.Stage;

/** Where drills are carried out, one after the other, on a stage that others raised. */
final class Range {

    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS_BEFORE = 4;

    private final Stage stage;
    private final Path folder;
    private final PrintStream out;
    private final boolean terminal;

    /** @param folder for a timeline of each drill, and a list of its requests */
    Range(Stage stage, Path folder, PrintStream out, boolean terminal) {
        this.stage = stage;
        this.folder = folder;
        this.out = out;
        this.terminal = terminal;
    }

    /** Carries it out under load on an empty table, and judges. */
    Result carryOut(Drill drill) throws Exception {
        Progress progress = new Progress(out, terminal, drill.name());
        try {
            drill.prepare(stage);
            warmUp(progress);
            return carryOut(drill, progress);
        } finally {
            drill.cleanUp(stage);
        }
    }

    private Result carryOut(Drill drill, Progress progress) throws Exception {
        Scene scene;
        Load load = Load.steady(stage.url());
        try (load) {
            scene = new Scene(stage, load, progress);
            scene.note("load");
            scene.steady(SECONDS_BEFORE);
            drill.run(scene);
        }
        scene.loads().forEach(Load::close);
        progress.phase("checking what is stored");
        List<Exchange> exchanges = scene.loads().stream().flatMap(one -> one.exchanges().stream()).toList();
        Truth truth = new Ledger(stage, scene.writer()).against(exchanges);
        Verdict verdict = Verdict.of(exchanges, scene.chronicle(), truth,
                scene.loads().stream().mapToDouble(Load::cpuShare).max().orElse(0));
        List<String> broken = new ArrayList<>(Promises.broken(drill.graceful(), verdict));
        broken.addAll(drill.broken(exchanges, verdict));
        keep(drill, exchanges, scene.chronicle());
        progress.end();
        return new Result(drill, verdict, broken);
    }

    /** Code that runs for the first time is slow, which is not what a drill is about. */
    private void warmUp(Progress progress) throws SQLException {
        progress.phase("warming up");
        Load load = Load.steady(stage.url());
        try (load) {
            new Scene(stage, load, progress).steady(WARM_UP_SECONDS);
        }
        stage.truncate();
    }

    private void keep(Drill drill, List<Exchange> exchanges, Chronicle chronicle) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(drill.name() + ".svg"), new Timeline(drill.name() + ": " + drill.breaks(), exchanges, chronicle).svg());
        Files.writeString(folder.resolve(drill.name() + ".csv"), Protocol.csv(exchanges, chronicle.deaths()));
    }
}
