package threetier.command.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/**
 * A complete benchmark run on its own stage, from the start of the targets to the report.
 *
 * @param progress receives each step and each figure
 */
public record Benchmark(Options options, Consumer<String> progress) {

    private static final String STAGE = "bench";
    private static final String OWN = "three-tier";
    private static final String OWN_NODE = "app-1";

    /**
     * Measures and prints the report.
     *
     * @param folder the folder for the charts and the raw data
     * @return whether every answer was correct
     * @throws CommandException if no cell is chosen or a target does not start
     */
    public boolean run(Path folder) {
        List<Cell> cells = Cell.all(options.rows()).stream()
                .filter(cell -> options.chosen().test(cell.name()))
                .toList();
        if (cells.isEmpty() && !options.chosen().test(NewNodes.NAME)) {
            throw new CommandException("No cell has this name. The cells are: " + NewNodes.NAME + ", "
                    + String.join(
                            ", ",
                            Cell.all(options.rows()).stream().map(Cell::name).toList()) + ".");
        }
        Wrk.install();
        Tools.haproxy();
        Peer.install();
        new Nodes(Workspace.beside(STAGE)).stopNowAndAtEnd(progress);
        Workspace workspace = Workspace.fresh(STAGE);
        try (Stage stage = Stage.start(workspace, Shape.of(1, 1, "512m"), progress)) {
            return measure(stage, Folders.of(workspace), cells, folder);
        }
    }

    private boolean measure(Stage stage, Folders folders, List<Cell> cells, Path folder) {
        Peer peer = new Peer(stage, folders);
        Candidate own = new Candidate(
                OWN,
                stage.url(),
                EnumSet.allOf(Cell.Work.class),
                stage.node(OWN_NODE),
                stage.servers("web").get(0));
        Candidate tutorial = peer.start();
        NewNodes newNodes = new NewNodes(progress);
        for (int round = 1; options.chosen().test(NewNodes.NAME) && round <= options.rounds(); round++) {
            for (int seconds : NewNodes.SECONDS) {
                own = newNodes.measure(own, () -> stage.startApp(OWN_NODE), seconds);
                tutorial = newNodes.measure(tutorial, peer::startApp, seconds);
            }
        }
        Measurement measurement = new Measurement(stage, options, cells, progress);
        measurement.warmUp(List.of(own, tutorial), folders);
        List<Target> targets = new ArrayList<>(List.of(own, tutorial));
        targets.addAll(new Limits(stage, folders).start(cells));
        Results results = measurement.measure(targets);
        List<String> faults = new ArrayList<>(newNodes.faults());
        faults.addAll(measurement.faults());
        Report report = new Report(options, results, newNodes.measured(), faults);
        System.out.print(report.text(OWN));
        report.write(folder);
        System.out.println("charts and raw data: " + folder);
        return faults.isEmpty();
    }
}
