package threetier.command.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threetier.command.load.Exchange;

/** Checks whether a verdict keeps the promises about failures. */
final class Promises {

    /** The limit for a refusal, 4 s. The promise is 2 s; the rest allows for a client on the same busy machine. */
    private static final long REFUSAL_NANOS = 4_000_000_000L;

    private Promises() {}

    /** Descriptions of the broken promises. */
    static List<String> broken(boolean graceful, Verdict verdict) {
        List<String> broken = new ArrayList<>(verdict.truth().broken());
        add(broken, verdict.staleOwnReads(), "own writes were not seen");
        if (graceful) {
            add(broken, verdict.failed(), "requests failed in an orderly change");
        } else {
            add(broken, verdict.failed(Failure.OTHER), "requests failed in a way that no crash explains");
            add(broken, verdict.afterNoticed(), "requests failed after the balancer had noticed");
        }
        if (verdict.recovery().isEmpty()) {
            broken.add(String.format(
                    Locale.ROOT, "requests still failed in the last %d s", Verdict.STEADY_NANOS / 1_000_000_000));
        }
        return broken;
    }

    /**
     * Checks further promises for the time without a writer: the site refuses writes quickly, and still answers the
     * reads that do not need the writer.
     */
    static List<String> withoutWriter(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>(readsGoOn(exchanges));
        if (verdict.slowestRefusal() > REFUSAL_NANOS) {
            broken.add(String.format(Locale.ROOT, "a refusal took %.1f s", verdict.slowestRefusal() / 1e9));
        }
        return broken;
    }

    /** Checks a further promise: reads that do not need the writer are answered all the time. */
    static List<String> readsGoOn(List<Exchange> exchanges) {
        List<String> broken = new ArrayList<>();
        add(
                broken,
                exchanges.stream()
                        .filter(one -> one.kind() == Exchange.Kind.READ && one.failed())
                        .count(),
                "plain reads failed, although they do not need the writer");
        return broken;
    }

    /** Checks a further promise: after the reader is back, it answers requests again. */
    static List<String> readerAnswersAgain(List<Exchange> exchanges) {
        long end = exchanges.stream().mapToLong(Exchange::end).max().orElse(0);
        return exchanges.stream()
                        .anyMatch(one -> one.start() > end - Verdict.STEADY_NANOS
                                && one.servedBy().contains("database=reader"))
                ? List.of()
                : List.of("the reader was back, but answered nothing");
    }

    private static void add(List<String> broken, long number, String what) {
        if (number > 0) {
            broken.add(number + " " + what);
        }
    }
}
