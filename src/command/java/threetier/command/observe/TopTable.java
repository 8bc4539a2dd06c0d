package threetier.command.observe;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The state of all tiers in a few lines of text. */
public final class TopTable {

    private record Row(String tier, String title, String query, DoubleFunction<String> format) {}

    private static final List<Row> ROWS = List.of(
            new Row("", "alerts", "ALERTS{alertstate=\"firing\"}", one -> ""),
            new Row("web", "requests", "web:requests:rate", TopTable::perSecond),
            new Row("web", "errors", "web:errors:ratio", TopTable::percent),
            new Row("web", "app tier away", "web:app_tier_errors:rate", TopTable::perSecond),
            new Row("web", "latency p50", "web:latency_seconds:p50", TopTable::duration),
            new Row("web", "latency p99", "web:latency_seconds:p99", TopTable::duration),
            new Row("web", "busy threads", "web:workers:ratio", TopTable::percent),
            new Row("app", "requests", "app:requests:rate", TopTable::perSecond),
            new Row("app", "errors", "app:errors:ratio", TopTable::percent),
            new Row("app", "latency p50", "app:latency_seconds:p50", TopTable::duration),
            new Row("app", "latency p99", "app:latency_seconds:p99", TopTable::duration),
            new Row("app", "processor", "app:cpu:ratio", TopTable::percent),
            new Row("app", "heap", "app:heap:ratio", TopTable::percent),
            new Row("app", "places in use", "max by (database, access) (app:admission:ratio)", TopTable::percent),
            new Row("data", "reads", "data:reads:rate", TopTable::perSecond),
            new Row("data", "commits", "data:commits:rate", TopTable::perSecond),
            new Row("data", "rows a commit", "data:commit_rows:mean", TopTable::number),
            new Row("data", "commit p99", "data:commit_seconds:p99", TopTable::duration),
            new Row("data", "replica lag", "data:lag_seconds:max", TopTable::duration));

    private TopTable() {}

    /** A line for each measure. A dash means that there is no number, for example because there were no requests. */
    public static String of(Numbers numbers) {
        return ROWS.stream().map(row -> line(row, numbers.of(row.query()))).collect(Collectors.joining());
    }

    private static String line(Row row, Map<String, Double> values) {
        String text = values.entrySet().stream()
                .map(value -> (value.getKey() + " " + row.format().apply(value.getValue())).strip())
                .collect(Collectors.joining("   "));
        return String.format("%-5s %-14s %s%n", row.tier(), row.title(), text.isEmpty() ? "-" : text);
    }

    private static String perSecond(double value) {
        return String.format("%.1f/s", value);
    }

    private static String percent(double value) {
        return String.format("%.1f %%", value * 100);
    }

    private static String duration(double seconds) {
        return seconds < 1 ? String.format("%.1f ms", seconds * 1_000) : String.format("%.2f s", seconds);
    }

    private static String number(double value) {
        return String.format("%.1f", value);
    }
}
