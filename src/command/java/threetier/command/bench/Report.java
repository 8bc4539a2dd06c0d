package threetier.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came out.
 *
 * @param newNodes app nodes that were started and put under load
 * @param faults what was wrong with answers, in words
 */
record Report(Options options, Results results, List<NewNode> newNodes, List<String> faults) {

    private static final String LEGEND = """
            Median (least–most) of the rounds; ×: how many times as fast as that. Milliseconds, processor time and memory: medians.
            app, web, databases, generator: seconds of processor time for 1,000 answers. others: processors that everything else on this
            machine took. start: seconds until a new app node's first answer; first 10 s: what it then did with 64 connections.
            beyond: rows stored that were under way when the generator hung up; at most one for each connection.
            """;

    /** @param own the target that is compared with the others */
    String text(String own) {
        ResultTables tables = new ResultTables(results, own);
        return "\n" + Machine.describe() + "; " + options.rounds() + " rounds of " + options.seconds() + " s\n\n"
                + (results.samples().isEmpty() ? "" : tables.details() + tables.ratios() + "\n")
                + (newNodes.isEmpty() ? "" : ResultTables.newNodes(newNodes) + "\n")
                + LEGEND
                + faults.stream().map(fault -> "wrong: " + fault + "\n").collect(Collectors.joining());
    }

    /** Writes charts and raw data into this folder, in place of those of the last run. */
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
