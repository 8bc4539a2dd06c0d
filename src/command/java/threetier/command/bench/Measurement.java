package threetier.command.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import threetier.command.stage.Stage;

/** Puts the targets under load, cell by cell and round by round, and compares every answer with the table. */
final class Measurement {

    private static final int MOST_WARM_UP_SECONDS = 5;

    private final Options options;
    private final List<Cell> cells;
    private final Consumer<String> progress;
    private final Table table;
    private final Probe probe;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Measurement(Stage stage, Options options, List<Cell> cells, Consumer<String> progress) {
        this.options = options;
        this.cells = cells;
        this.progress = progress;
        table = new Table(stage);
        probe = new Probe(stage, table, options.seconds());
    }

    /** Descriptions of all wrong answers. */
    List<String> faults() {
        return faults;
    }

    /**
     * Puts the applications under load without measuring, so that the JIT compiles their code. Checks the answers, and
     * keeps the answers of the first application as files for the limits.
     */
    void warmUp(List<Candidate> candidates, Folders folders) {
        for (Cell cell : cells) {
            for (Candidate candidate : candidates) {
                if (candidate.serves(cell)) {
                    table.fill(cell.rows());
                    String answer = check(candidate, cell);
                    if (candidate == candidates.get(0)) {
                        folders.keep(cell, answer);
                    }
                    progress.accept(String.format("  %-18s %-20s warming up", cell.name(), candidate.name()));
                    candidate.load(cell, Math.min(MOST_WARM_UP_SECONDS, options.seconds()));
                    probe.settle(candidate);
                }
            }
        }
    }

    /** Measures all rounds. Each round reverses the order of the targets, so that no target is always first. */
    Results measure(List<? extends Target> targets) {
        List<Target> order = new ArrayList<>(targets);
        for (int round = 1; round <= options.rounds(); round++) {
            for (Cell cell : cells) {
                for (Target target : order) {
                    if (target.serves(cell)) {
                        table.fill(cell.rows());
                        probe.settle(target);
                        // A write is not checked here, because the check would add a row
                        if (target instanceof Candidate candidate && !cell.writes()) {
                            check(candidate, cell);
                        }
                        keep(probe.sample(round, cell, target), cell);
                    }
                }
            }
            Collections.reverse(order);
        }
        return new Results(samples);
    }

    private void keep(Sample sample, Cell cell) {
        samples.add(sample);
        progress.accept(String.format(
                "  %-18s %-20s %10s /s  round %d",
                sample.cell(), sample.target(), Spread.digits(sample.rate()), sample.round()));
        if (sample.truth() != null && !sample.truth().holds(cell.connections())) {
            faults.add(String.format(
                    "%s, %s: %,d rows acknowledged, %,d on the writer, %,d on the reader",
                    sample.target(),
                    sample.cell(),
                    sample.truth().acknowledged(),
                    sample.truth().writer(),
                    sample.truth().reader()));
        }
        if (sample.run().errors() > 0) {
            faults.add(String.format(
                    "%s, %s: %,d answers were not successful, %,d connections failed or timed out",
                    sample.target(),
                    sample.cell(),
                    sample.run().refused(),
                    sample.run().broken()));
        }
    }

    private String check(Candidate candidate, Cell cell) {
        String answer = table.answer(candidate, cell);
        boolean right = switch (cell.work()) {
            case WRITE -> answer.matches("Saved: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            case READ -> answer.equals(table.json());
            case PAGE -> answer.split("\"savedAt\"").length - 1 == 50;
        };
        if (!right) {
            faults.add(candidate.name() + ", " + cell.name() + ": the answer, " + answer.length()
                    + " characters, does not match the table");
        }
        return answer;
    }
}
