package threetier.command.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;
import threetier.command.load.Latency;
import threetier.command.load.LedgerComparison;

/**
 * What a load that makes groups scale has shown.
 *
 * @param exchanges reads and writes
 * @param loads requests of {@code /load}
 */
record ScaleReport(
        List<ScaledGroup> groups,
        List<Exchange> exchanges,
        List<Exchange> loads,
        LedgerComparison ledger,
        long busy,
        long rest) {

    /** Descriptions of what was not as it must be. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        groups.forEach(group -> broken.addAll(group.broken()));
        broken.addAll(ledger.broken());
        add(broken, exchanges.stream().filter(Exchange::stale).count(), "own writes were not seen");
        add(broken, failed(exchanges), "reads and writes failed");
        add(
                broken,
                loads.stream().filter(one -> one.failed() && !one.refused()).count(),
                "requests of /load failed in another way than a refusal");
        return broken;
    }

    private static void add(List<String> broken, long number, String what) {
        if (number > 0) {
            broken.add(number + " " + what);
        }
    }

    private static long failed(List<Exchange> some) {
        return some.stream().filter(Exchange::failed).count();
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "group        nodes: before   most  needed   end  overshoot  turns   CPU when busy  decided after"
                        + "  served after  shrunk after\n");
        for (ScaledGroup group : groups) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %13d %6d %7d %5d %10d %6d %13.0f %% %13s %13s %13s%n",
                    group.group(),
                    group.first(),
                    group.most(),
                    group.needed(),
                    group.last(),
                    group.overshoot(),
                    group.turns(),
                    group.cpu(),
                    seconds(group.decided()),
                    seconds(group.served()),
                    seconds(group.shrunk())));
        }
        text.append("phase          reads and writes  failed      p50        p99      /load  refused\n");
        text.append(phase("rest", Long.MIN_VALUE, busy));
        text.append(phase("busy", busy, rest));
        text.append(phase("rest again", rest, Long.MAX_VALUE));
        text.append(failures());
        text.append(String.format(
                Locale.ROOT,
                "ledger: %,d writes acknowledged; %,d missing, %,d acknowledged twice, %,d own writes not seen%n",
                exchanges.stream().filter(Exchange::acknowledgedWrite).count(),
                ledger.missing(),
                ledger.doubled(),
                exchanges.stream().filter(Exchange::stale).count()));
        return text.toString();
    }

    /** The failures by their kind, with the nodes that answered; empty if there are none. */
    private String failures() {
        return exchanges.stream()
                .filter(one -> !one.good())
                .collect(Collectors.groupingBy(
                        one -> one.failure() + (one.servedBy().isEmpty() ? "" : ", from " + one.servedBy()),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(kind -> String.format(Locale.ROOT, "failed: %,d × %s%n", kind.getValue(), kind.getKey()))
                .collect(Collectors.joining());
    }

    private String phase(String name, long from, long until) {
        List<Exchange> sent = between(exchanges, from, until);
        List<Exchange> worked = between(loads, from, until);
        Latency latency = Latency.of(sent.stream()
                .filter(one -> one.good() && one.kind() != Kind.WRITE)
                .mapToLong(Exchange::took)
                .toArray());
        return String.format(
                Locale.ROOT,
                "%-12s %,18d %,7d %5.0f ms %7.0f ms %,10d %,8d%n",
                name,
                sent.size(),
                failed(sent),
                latency.p50(),
                latency.p99(),
                worked.size(),
                worked.stream().filter(Exchange::refused).count());
    }

    private static List<Exchange> between(List<Exchange> all, long from, long until) {
        return all.stream()
                .filter(one -> one.start() >= from && one.start() < until)
                .toList();
    }

    private static String seconds(Optional<Double> value) {
        return value.map(seconds -> String.format(Locale.ROOT, "%.0f s", seconds))
                .orElse("–");
    }
}
