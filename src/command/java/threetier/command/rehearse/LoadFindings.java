package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;

/**
 * What the clients of a rehearsal have noticed.
 *
 * @param exchanges all requests
 * @param ledger the acknowledged writes compared with what the site shows
 */
record LoadFindings(List<Exchange> exchanges, LedgerComparison ledger) {

    private static final int GAPS = 3;
    private static final double NANOS = 1e9;

    /** The lines of the table. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(row("requests", String.format(Locale.ROOT, "%,d", exchanges.size())));
        Map<String, Long> kinds = exchanges.stream()
                .filter(one -> !one.good())
                .collect(Collectors.groupingBy(Exchange::failure, TreeMap::new, Collectors.counting()));
        lines.add(row("failed", kinds.isEmpty() ? "none" : String.valueOf(failed().size())));
        kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(kind -> lines.add(row("", kind.getValue() + " × " + kind.getKey())));
        lines.add(row(
                "longest gaps",
                gaps().stream()
                        .map(gap -> String.format(Locale.ROOT, "%.1f s", gap / NANOS))
                        .collect(Collectors.joining(", "))));
        lines.add(row(
                "ledger",
                exchanges.stream().filter(Exchange::acknowledgedWrite).count() + " writes acknowledged, "
                        + ledger.missing()
                        + " missing, " + ledger.doubled() + " doubled, " + ledger.outOfOrder() + " out of order; "
                        + stale()
                        + " own reads stale"));
        return lines;
    }

    /** A line of the table. */
    static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-18s %s", name, value);
    }

    /** The promises about the ledger that are broken, in words. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (exchanges.stream().noneMatch(Exchange::acknowledgedWrite)) {
            broken.add("no write was acknowledged");
        }
        broken.addAll(ledger.broken());
        if (stale() > 0) {
            broken.add(stale() + " own writes were not seen");
        }
        return broken;
    }

    /** The requests without a correct answer. */
    List<Exchange> failed() {
        return exchanges.stream().filter(one -> !one.good()).toList();
    }

    private long stale() {
        return exchanges.stream().filter(Exchange::stale).count();
    }

    /** The longest times without any correct answer, in nanoseconds. */
    private List<Long> gaps() {
        long[] answers = exchanges.stream()
                .filter(Exchange::good)
                .mapToLong(Exchange::end)
                .sorted()
                .toArray();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < answers.length; i++) {
            gaps.add(answers[i] - answers[i - 1]);
        }
        return gaps.stream().sorted(Comparator.reverseOrder()).limit(GAPS).toList();
    }
}
