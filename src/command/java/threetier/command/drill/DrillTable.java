package threetier.command.drill;

import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import threetier.command.load.Exchange;

/** The results of drills as a text table. */
public final class DrillTable {

    private static final String HEAD = """
                                         failed requests                                       longest gap       acknowledged   stale   recovered generator's
            drill                requests refused  within in flight unnoticed other   writes   reads   missing doubled  own reads     after    CPU
            """;
    private static final String ROW = "%-20s %,8d %7d %5.1f s %9d %9d %5d %6.1f s %5.1f s %9d %7d %10d %9s %5.0f%%%n";
    private static final String LEGEND =
            "refused: 503 with Retry-After; within: the slowest refusal; in flight: on the node when it died; unnoticed: lost before the balancer noticed";

    private DrillTable() {}

    public static String text(List<Result> results) {
        return HEAD + results.stream().map(DrillTable::row).collect(Collectors.joining()) + LEGEND + "\n"
                + results.stream().map(DrillTable::alerts).collect(Collectors.joining())
                + results.stream().map(DrillTable::gone).collect(Collectors.joining())
                + results.stream().map(DrillTable::figures).collect(Collectors.joining())
                + results.stream()
                        .filter(result -> !result.kept())
                        .map(DrillTable::broken)
                        .collect(Collectors.joining());
    }

    private static String row(Result result) {
        Verdict verdict = result.verdict();
        if (verdict == null) {
            return String.format("%-20s could not run%n", result.drill().name());
        }
        String recovered = verdict.recovery().isEmpty()
                ? "not"
                : String.format(Locale.ROOT, "%.1f s", verdict.recovery().getAsLong() / 1e9);
        return String.format(
                Locale.ROOT,
                ROW,
                result.drill().name(),
                verdict.requests(),
                verdict.failed(Failure.REFUSED),
                verdict.slowestRefusal() / 1e9,
                verdict.failed(Failure.IN_FLIGHT),
                verdict.failed(Failure.UNNOTICED),
                verdict.failed(Failure.OTHER),
                verdict.writeGap() / 1e9,
                verdict.readGap() / 1e9,
                verdict.truth().missing(),
                verdict.truth().doubled(),
                verdict.staleOwnReads(),
                recovered,
                verdict.generatorCpu() * 100);
    }

    private static String alerts(Result result) {
        String alerts = result.alerts().entrySet().stream()
                .map(alert -> String.format(Locale.ROOT, "%s after %.0f s", alert.getKey(), alert.getValue()))
                .collect(Collectors.joining(", "));
        return "alerts: " + result.drill().name() + ": " + (alerts.isEmpty() ? "none" : alerts) + "\n";
    }

    private static String figures(Result result) {
        return result.verdict() == null
                ? ""
                : result.drill().figures(result.verdict()).stream()
                        .map(line -> result.drill().name() + ": " + line + "\n")
                        .collect(Collectors.joining());
    }

    private static String gone(Result result) {
        List<Exchange> gone =
                result.verdict() == null ? List.of() : result.verdict().truth().gone();
        if (gone.isEmpty()) {
            return "";
        }
        LongSummaryStatistics ids = gone.stream().mapToLong(Exchange::id).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "gone: %s: %,d writes that were acknowledged after the moment, ids %d to %d%n",
                result.drill().name(),
                gone.size(),
                ids.getMin(),
                ids.getMax());
    }

    private static String broken(Result result) {
        return result.broken().stream()
                .map(promise -> "broken: " + result.drill().name() + ": " + promise + "\n")
                .collect(Collectors.joining());
    }
}
