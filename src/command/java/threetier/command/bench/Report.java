package threetier.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report of a benchmark.
 *
 * @param newNodes measurements of newly started app nodes
 * @param faults descriptions of all wrong answers
 */
record Report(Options options, Results results, List<NewNode> newNodes, List<String> faults) {

    private static final String LEGEND = """
            Median (least–most) over the rounds; ×: speed relative to that target. Milliseconds, processor time and memory are medians.
            app, web, databases, generator: seconds of processor time per 1,000 answers. others: processors used by everything else on this
            machine. start: seconds until a new app node's first answer; first 10 s: its answers to 64 connections after that.
            beyond: rows stored by requests still in flight when the generator stopped; at most one per connection.
            """;

    /** @param own the target to compare with the others */
    String text(String own) {
        ResultTables tables = new ResultTables(results, own);
        return "\n" + Machine.describe() + "; " + options.rounds() + " rounds of " + options.seconds() + " s\n\n"
                + (results.samples().isEmpty() ? "" : tables.details() + tables.ratios() + "\n")
                + (newNodes.isEmpty() ? "" : ResultTables.newNodes(newNodes) + "\n")
                + LEGEND
                + faults.stream().map(fault -> "wrong: " + fault + "\n").collect(Collectors.joining());
    }

    /** Writes charts and raw data into this folder, and replaces the files of the previous run. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Charts charts = new Charts(results);
            Files.writeString(folder.resolve("throughput.svg"), charts.throughput());
            Files.writeString(folder.resolve("latency.svg"), charts.latency());
            Files.writeString(folder.resolve("cpu.svg"), charts.cpu());
            Files.writeString(
                    folder.resolve("results.json"), RawData.json(Machine.describe(), options, results, newNodes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
