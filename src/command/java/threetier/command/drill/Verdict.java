package threetier.command.drill;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;
import threetier.command.load.LedgerComparison;

/**
 * The figures of a drill. Durations are in nanoseconds.
 *
 * @param failures the number of failed requests by kind
 * @param afterNoticed the number of failed requests that were sent after the balancers had noticed all node deaths
 * @param writeGap the longest time without an acknowledged write; {@code readGap} is the longest time without a
 *     correctly answered read
 * @param slowestRefusal the response time of the slowest refusal
 * @param recovery the time from the repair of the fault to the last failure; empty if requests still failed at the end
 */
record Verdict(
        int requests,
        Map<Failure, Integer> failures,
        int afterNoticed,
        int staleOwnReads,
        long writeGap,
        long readGap,
        long slowestRefusal,
        OptionalLong recovery,
        LedgerComparison truth,
        double generatorCpu) {

    /** Three seconds: a site has recovered if no request failed in this time before the end of the load. */
    static final long STEADY_NANOS = 3_000_000_000L;

    static Verdict of(List<Exchange> exchanges, DrillEvents events, LedgerComparison truth, double generatorCpu) {
        List<DrillEvents.Death> deaths = events.deaths();
        long noticed =
                deaths.stream().mapToLong(DrillEvents.Death::noticed).max().orElse(Long.MAX_VALUE);
        Map<Failure, Integer> failures = new EnumMap<>(Failure.class);
        long slowestRefusal = 0;
        int afterNoticed = 0;
        for (Exchange exchange : exchanges) {
            Optional<Failure> failure = Failure.of(exchange, deaths);
            failure.ifPresent(kind -> failures.merge(kind, 1, Integer::sum));
            if (failure.isPresent() && exchange.start() >= noticed) {
                afterNoticed++;
            }
            if (failure.equals(Optional.of(Failure.REFUSED))) {
                slowestRefusal = Math.max(slowestRefusal, exchange.end() - exchange.start());
            }
        }
        return new Verdict(
                exchanges.size(),
                failures,
                afterNoticed,
                (int) exchanges.stream().filter(Exchange::stale).count(),
                gap(exchanges, true),
                gap(exchanges, false),
                slowestRefusal,
                recovery(exchanges, events.recoversFrom()),
                truth,
                generatorCpu);
    }

    int failed(Failure kind) {
        return failures.getOrDefault(kind, 0);
    }

    int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The longest gap between correct answers, including the start and the end of the load. */
    private static long gap(List<Exchange> exchanges, boolean writes) {
        long last = exchanges.stream().mapToLong(Exchange::start).min().orElse(0);
        long end = exchanges.stream().mapToLong(Exchange::start).max().orElse(0);
        long longest = 0;
        for (long answer : exchanges.stream()
                .filter(one -> one.good() && (one.kind() == Kind.WRITE) == writes)
                .mapToLong(Exchange::end)
                .sorted()
                .toArray()) {
            longest = Math.max(longest, answer - last);
            last = answer;
        }
        return Math.max(longest, end - last);
    }

    private static OptionalLong recovery(List<Exchange> exchanges, long from) {
        long end = exchanges.stream().mapToLong(Exchange::end).max().orElse(0);
        long lastFailure = exchanges.stream()
                .filter(Exchange::failed)
                .mapToLong(Exchange::end)
                .max()
                .orElse(0);
        if (lastFailure != 0 && end - lastFailure < STEADY_NANOS) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(from == 0 || lastFailure == 0 ? 0 : Math.max(0, lastFailure - from));
    }
}
