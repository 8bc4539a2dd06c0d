package threetier.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import threetier.stage.Shape;
import threetier.stage.Stage;
import threetier.stage.StageException;
import threetier.stage.Workspace;

/** The command {@code ./three-tier bench}. */
public final class Main {

    private static final String STAGE = "bench";
    private static final String OWN = "three-tier";
    private static final String OWN_NODE = "app-1";
    private static final Path FOLDER = Path.of("target/bench");
    private static final Consumer<String> PRINT = System.out::println;

    private Main() {
    }

    public static void main(String[] arguments) {
        try {
            System.exit(run(Options.of(List.of(arguments))));
        } catch (StageException failure) {
            if (!Stage.interrupted()) {
                System.err.println("three-tier: " + failure.getMessage());
            }
            System.exit(1);
        }
    }

    private static int run(Options options) {
        List<Cell> cells = Cell.all(options.rows()).stream().filter(cell -> options.chosen().test(cell.name())).toList();
        boolean starts = options.chosen().test(StartTimes.NAME);
        if (cells.isEmpty() && !starts) {
            throw new StageException("No cell has such a name; there are " + StartTimes.NAME + ", "
                    + String.join(", ", Cell.all(options.rows()).stream().map(Cell::name).toList()) + ".");
        }
        Wrk.install();
        Limits.install();
        Peer.install();
        Stage.stopLeftovers(Workspace.beside(STAGE), PRINT);
        Stage.stopAtExit(Workspace.beside(STAGE), PRINT);
        Workspace workspace = Workspace.fresh(STAGE);
        try (Stage stage = Stage.start(workspace, Shape.several(1, 1, "512m"), PRINT)) {
            Folders folders = Folders.of(workspace);
            Peer peer = new Peer(stage, folders);
            Candidate own = new Candidate(OWN, stage.url(), EnumSet.allOf(Cell.Work.class), stage.node(OWN_NODE), stage.servers("web").get(0));
            Candidate tutorial = peer.start();
            StartTimes times = new StartTimes(PRINT);
            for (int round = 1; starts && round <= options.rounds(); round++) {
                own = times.measure(own, () -> stage.startApp(OWN_NODE));
                tutorial = times.measure(tutorial, peer::startApp);
            }
            Bench bench = new Bench(stage, options, cells, PRINT);
            bench.warmUp(List.of(own, tutorial), folders);
            List<Target> targets = new ArrayList<>(List.of(own, tutorial));
            targets.addAll(new Limits(stage, folders).start(cells));
            Report report = new Report(options, bench.measure(targets), times.seconds(), bench.faults());
            System.out.print(report.text(OWN));
            report.write(FOLDER);
            System.out.println("charts and raw data: " + FOLDER);
            return bench.faults().isEmpty() ? 0 : 1;
        }
    }
}
