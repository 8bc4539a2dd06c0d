package threetier.command.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.stage.Stage;

/** Puts one target under load and measures the processor time and memory that the load costs. */
final class Probe {

    private static final int SETTLE_MILLIS = 300;
    private static final int SETTLE_LIMIT = 100;
    /**
     * The limit, in seconds of processor time per interval. If all nodes together use less, the last load has drained.
     */
    private static final double IDLE = 0.03;

    private final Stage stage;
    private final Table table;
    private final int seconds;

    /** @param seconds duration of each load */
    Probe(Stage stage, Table table, int seconds) {
        this.stage = stage;
        this.table = table;
        this.seconds = seconds;
    }

    /** Takes one sample. The table must already hold the rows of the cell. */
    Sample sample(int round, Cell cell, Target target) {
        long begin = System.nanoTime();
        double machine = Usage.machineCpu();
        Map<Tier, Double> before = used(target);
        Run run = target.load(cell, seconds);
        if (cell.writes()) {
            // Waiting for the reader includes its replication in the cost
            stage.sql().awaitReplica();
        }
        Map<Tier, Double> cpu = used(target);
        double others = Usage.machineCpu() - machine;
        double took = (System.nanoTime() - begin) / 1e9;
        cpu.replaceAll((tier, after) -> after - before.get(tier));
        others -= cpu.values().stream().mapToDouble(tier -> tier).sum();
        long memory = target.app().stream().mapToLong(Usage::memory).sum();
        StoredRows truth = null;
        if (cell.writes() && target.stores()) {
            settle(target);
            truth = table.truth(run.good());
        }
        return new Sample(round, cell.name(), target.name(), run, cpu, memory, Math.max(0, others / took), truth);
    }

    private Map<Tier, Double> used(Target target) {
        Map<Tier, Double> seconds = new EnumMap<>(Tier.class);
        seconds.put(Tier.APP, Usage.cpu(target.app()));
        seconds.put(Tier.WEB, Usage.cpu(target.web()));
        seconds.put(Tier.DATABASES, Usage.cpu(stage.servers("data")));
        seconds.put(Tier.GENERATOR, Usage.ownCpu());
        return seconds;
    }

    /** Waits until the requests that the generator abandoned are finished and all nodes are idle. */
    void settle(Target target) {
        List<Node> nodes = Stream.of(target.app(), target.web(), stage.servers("data"))
                .flatMap(List::stream)
                .toList();
        try {
            for (int i = 0; i < SETTLE_LIMIT; i++) {
                double before = Usage.cpu(nodes);
                Thread.sleep(SETTLE_MILLIS);
                if (Usage.cpu(nodes) - before < IDLE) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted");
        }
    }
}
