package threetier.command.bench;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.load.Latency;
import threetier.command.process.Executables;
import threetier.command.process.Program;
import threetier.command.process.Tools;

/** The HTTP load generator {@code wrk}. */
final class Wrk {

    private static final int MOST_THREADS = 2;
    private static final String TIMEOUT = "30s";
    private static final Pattern ANSWERED = Pattern.compile("(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Map<String, Double> MILLISECONDS =
            Map.of("us", 0.001, "ms", 1.0, "s", 1_000.0, "m", 60_000.0, "h", 3_600_000.0);

    private Wrk() {}

    /** Requests this address over {@code connections} connections for {@code seconds} seconds. */
    static Run load(String url, int connections, int seconds) {
        return parse(new Program(
                        "wrk",
                        "--latency",
                        "--timeout",
                        TIMEOUT,
                        "-t" + Math.min(MOST_THREADS, connections),
                        "-c" + connections,
                        "-d" + seconds + "s",
                        url)
                .output());
    }

    /** Installs {@code wrk} if it is missing and the system allows it. */
    static void install() {
        Tools.need("The load generator wrk", () -> Executables.find("wrk").isPresent(), "wrk");
    }

    /** Parses the output of {@code wrk --latency}. */
    static Run parse(String output) {
        long answered = number(output, ANSWERED);
        // wrk also prints the duration, but it rounds a long duration to whole minutes
        double rate = Double.parseDouble(found(output, RATE).group(1));
        Matcher broken = BROKEN.matcher(output);
        long failed = 0;
        if (broken.find()) {
            for (int i = 1; i <= broken.groupCount(); i++) {
                failed += Long.parseLong(broken.group(i));
            }
        }
        Matcher refused = REFUSED.matcher(output);
        return new Run(
                answered,
                refused.find() ? Long.parseLong(refused.group(1)) : 0,
                failed,
                rate == 0 ? 0 : answered / rate,
                new Latency(
                        percentile(output, 50),
                        percentile(output, 75),
                        percentile(output, 90),
                        percentile(output, 99)));
    }

    private static double percentile(String output, int percent) {
        Matcher line = found(output, Pattern.compile("\\b" + percent + "%\\s+([\\d.]+)(us|ms|s|m|h)\\b"));
        return Double.parseDouble(line.group(1)) * MILLISECONDS.get(line.group(2));
    }

    private static long number(String output, Pattern pattern) {
        return Long.parseLong(found(output, pattern).group(1));
    }

    private static Matcher found(String output, Pattern pattern) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new CommandException("Unexpected output of wrk:\n" + output.strip());
        }
        return matcher;
    }
}
