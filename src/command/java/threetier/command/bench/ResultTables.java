package threetier.command.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The measurements as text tables. */
final class ResultTables {

    private static final int MEGABYTE = 1_048_576;

    private final Results results;
    private final String own;

    /** @param own the target to compare with the others */
    ResultTables(Results results, String own) {
        this.results = results;
        this.own = own;
    }

    /** The speed of the own target relative to each of the others. */
    String ratios() {
        List<String> others = new ArrayList<>(results.targets());
        others.remove(own);
        List<String[]> rows = new ArrayList<>();
        rows.add(
                row("", own + ", /s", others.stream().map(other -> "× " + other).toArray(String[]::new)));
        for (String cell : results.cells()) {
            rows.add(row(
                    cell,
                    results.spread(cell, own, Sample::rate).toString(),
                    others.stream()
                            .map(other -> results.measured(cell, other)
                                    ? results.ratio(cell, own, other).toString()
                                    : "")
                            .toArray(String[]::new)));
        }
        return text(rows);
    }

    /** A table with all figures of each cell. */
    String details() {
        List<String[]> rows = new ArrayList<>();
        for (String cell : results.cells()) {
            rows.add(row(
                    cell,
                    "per second",
                    "p50 ms",
                    "p99 ms",
                    "errors",
                    "app",
                    "web",
                    "databases",
                    "generator",
                    "app MB",
                    "others",
                    "beyond"));
            results.targets(cell).forEach(target -> rows.add(detail(cell, target)));
            rows.add(row("", ""));
        }
        return text(rows);
    }

    /**
     * The time from the start of a new app node to its first answer, and its results in its first seconds under load.
     */
    static String newNodes(List<NewNode> nodes) {
        List<String[]> rows = new ArrayList<>();
        rows.add(row("new node", "", "seconds, or answers", "p99 ms"));
        List<String> targets = nodes.stream().map(NewNode::target).distinct().toList();
        targets.forEach(target -> rows.add(row(
                "start", target, spread(nodes, target, 0, NewNode::firstAnswer).toString())));
        for (int seconds : NewNodes.SECONDS) {
            targets.forEach(target -> rows.add(row(
                    "first " + seconds + " s",
                    target,
                    spread(nodes, target, seconds, node -> node.run().good()).toString(),
                    spread(nodes, target, seconds, node -> node.run().latency().p99())
                            .toString())));
        }
        return text(rows);
    }

    /** @param seconds selects the loads of this duration in seconds; 0 selects all loads */
    private static Spread spread(List<NewNode> nodes, String target, int seconds, ToDoubleFunction<NewNode> what) {
        return Spread.of(nodes.stream()
                .filter(node -> node.target().equals(target) && (seconds == 0 || node.seconds() == seconds))
                .mapToDouble(what)
                .toArray());
    }

    private String[] detail(String cell, String target) {
        List<Sample> samples = results.samples(cell, target);
        List<String> columns = new ArrayList<>();
        columns.add(results.spread(cell, target, Sample::rate).toString());
        columns.add(Spread.digits(
                results.median(cell, target, sample -> sample.run().latency().p50())));
        columns.add(Spread.digits(
                results.median(cell, target, sample -> sample.run().latency().p99())));
        columns.add(Long.toString(
                samples.stream().mapToLong(sample -> sample.run().errors()).sum()));
        for (Tier tier : Tier.values()) {
            columns.add(String.format(
                    Locale.ROOT, "%.3f", results.median(cell, target, sample -> sample.cpuPerThousand(tier))));
        }
        double memory = results.median(cell, target, Sample::memory);
        columns.add(memory == 0 ? "" : String.format(Locale.ROOT, "%,.0f", memory / MEGABYTE));
        columns.add(String.format(Locale.ROOT, "%.2f", results.median(cell, target, Sample::others)));
        columns.add(
                samples.get(0).truth() == null
                        ? ""
                        : Long.toString(samples.stream()
                                .mapToLong(sample -> sample.truth().unacknowledged())
                                .max()
                                .orElse(0)));
        return row(
                "  " + target,
                columns.get(0),
                columns.subList(1, columns.size()).toArray(String[]::new));
    }

    private static String[] row(String first, String second, String... more) {
        String[] row = Arrays.copyOf(new String[] {first, second}, 2 + more.length);
        System.arraycopy(more, 0, row, 2, more.length);
        return row;
    }

    /** Pads the columns; names are left-aligned, figures right-aligned. */
    private static String text(List<String[]> rows) {
        int[] widths = new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], i < row.length ? row[i].length() : 0)));
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(String.format("%" + (i == 0 ? "-" : "") + Math.max(1, widths[i]) + "s", row[i]))
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
