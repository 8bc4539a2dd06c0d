package threetier.command.drill;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import threetier.command.load.Exchange;

/** All requests of a drill as comma-separated values. They show more detail than the table of results. */
final class RequestLog {

    private RequestLog() {}

    static String csv(List<Exchange> exchanges, List<DrillEvents.Death> deaths) {
        long start = exchanges.stream().mapToLong(Exchange::start).min().orElse(0);
        return "second,kind,milliseconds,status,failure,problem,served by\n"
                + exchanges.stream()
                        .sorted(Comparator.comparingLong(Exchange::start))
                        .map(one -> String.format(
                                Locale.ROOT,
                                "%.3f,%s,%.1f,%d,%s,\"%s\",\"%s\"%n",
                                (one.start() - start) / 1e9,
                                one.kind(),
                                (one.end() - one.start()) / 1e6,
                                one.status(),
                                Failure.of(one, deaths).map(Failure::words).orElse(""),
                                one.problem(),
                                one.servedBy()))
                        .collect(Collectors.joining());
    }
}
