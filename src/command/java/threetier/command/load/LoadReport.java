package threetier.command.load;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.load.Exchange.Kind;

/**
 * What a load showed, as text.
 *
 * @param exchanges all requests
 * @param generatorCpu the share of this machine's processors that the clients used, from 0 to 1
 */
record LoadReport(List<Exchange> exchanges, double generatorCpu) {

    private static final String HEAD =
            "               answered  per second        p50        p90        p99    slowest\n";
    private static final String ROW = "%-12s %,10d %,11.1f %7.1f ms %7.1f ms %7.1f ms %7.1f ms%n";
    private static final Map<Kind, String> NAMES =
            Map.of(Kind.READ, "reads", Kind.OWN_READ, "own reads", Kind.WRITE, "writes");

    /** Whether a request was answered correctly. */
    boolean answered() {
        return exchanges.stream().anyMatch(Exchange::good);
    }

    /** Whether writes were acknowledged, each is there, once and in order, and no client missed its own. */
    boolean confirms(LedgerComparison ledger) {
        return acknowledged() > 0 && ledger.sound() && stale() == 0;
    }

    String text() {
        return HEAD
                + Stream.of(Kind.READ, Kind.OWN_READ, Kind.WRITE)
                        .filter(kind -> exchanges.stream().anyMatch(one -> one.kind() == kind))
                        .map(this::row)
                        .collect(Collectors.joining())
                + failures()
                + nodes()
                + String.format(Locale.ROOT, "load generator: %.0f %% of this machine's CPU%n", generatorCpu * 100);
    }

    private String row(Kind kind) {
        long[] times = exchanges.stream()
                .filter(one -> one.kind() == kind && one.good())
                .mapToLong(Exchange::took)
                .toArray();
        // It also sorts the times
        Latency latency = Latency.of(times);
        return String.format(
                Locale.ROOT,
                ROW,
                NAMES.get(kind),
                times.length,
                times.length / seconds(),
                latency.p50(),
                latency.p90(),
                latency.p99(),
                times.length == 0 ? 0 : times[times.length - 1] / 1e6);
    }

    private double seconds() {
        long start = exchanges.stream().mapToLong(Exchange::start).min().orElse(0);
        long end = exchanges.stream().mapToLong(Exchange::end).max().orElse(start);
        return Math.max(1, end - start) / 1e9;
    }

    /** The failed requests by kind, the most frequent kind first. */
    private String failures() {
        Map<String, Long> kinds = exchanges.stream()
                .filter(one -> !one.good())
                .collect(Collectors.groupingBy(Exchange::failure, TreeMap::new, Collectors.counting()));
        return kinds.isEmpty()
                ? "failed: none\n"
                : kinds.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(kind -> String.format(Locale.ROOT, "%,12d  %s%n", kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining("", "failed:\n", ""));
    }

    /** How many answers name each node, in {@code X-Served-By}. */
    private String nodes() {
        Map<String, Long> answers = exchanges.stream()
                .filter(Exchange::good)
                .flatMap(one -> Stream.of(one.servedBy().split(", ")))
                .filter(node -> !node.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return answers.isEmpty()
                ? ""
                : answers.entrySet().stream()
                        .map(node -> String.format(Locale.ROOT, "%s %,d", node.getKey(), node.getValue()))
                        .collect(Collectors.joining(", ", "answered by: ", "\n"));
    }

    /** The line about the ledger. */
    String text(LedgerComparison ledger) {
        return String.format(
                Locale.ROOT,
                "ledger: %,d writes acknowledged; %,d missing, %,d acknowledged twice, %,d out of order; "
                        + "%,d of %,d own writes not seen%n",
                acknowledged(),
                ledger.missing(),
                ledger.doubled(),
                ledger.outOfOrder(),
                stale(),
                exchanges.stream().filter(one -> one.kind() == Kind.OWN_READ).count());
    }

    private long acknowledged() {
        return exchanges.stream().filter(Exchange::acknowledgedWrite).count();
    }

    private long stale() {
        return exchanges.stream().filter(Exchange::stale).count();
    }
}
