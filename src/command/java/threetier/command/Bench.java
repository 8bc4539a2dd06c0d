package threetier.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.bench.Benchmark;
import threetier.command.bench.EdgeSavings;
import threetier.command.bench.Options;
import threetier.command.error.CommandException;

/** Measures this build. */
@Command(
        name = "bench",
        description = "measure this build against a tutorial's application and the limits of this machine")
final class Bench implements Callable<Integer> {

    private static final Path FOLDER = Path.of("target/bench");

    private int seconds;
    private int rounds;
    private int rows;
    private Predicate<String> cells;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "seconds per run (${DEFAULT-VALUE})")
    private void seconds(String typed) {
        seconds = WholeNumberConverter.of("--seconds", typed, 1, 600);
    }

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds over all cells (${DEFAULT-VALUE})")
    private void rounds(String typed) {
        rounds = WholeNumberConverter.of("--rounds", typed, 1, 99);
    }

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "rows of the large table (${DEFAULT-VALUE})")
    private void rows(String typed) {
        rows = WholeNumberConverter.of("--rows", typed, 1_000, 100_000_000);
    }

    @Option(
            names = "--cells",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "only cells whose name matches, like \"write c64\" or \"start\"")
    private void cells(String typed) {
        try {
            cells = Pattern.compile(typed).asPredicate();
        } catch (PatternSyntaxException wrong) {
            throw new CommandException("--cells must be a regular expression: " + wrong.getMessage(), wrong);
        }
    }

    @Option(names = "--edge", description = "measure only what an edge takes off the site, in --rounds turns")
    private boolean edge;

    /** @return 0, or 1 if any answer was wrong */
    @Override
    public Integer call() {
        if (edge) {
            new EdgeSavings(rounds, System.out::println).run(FOLDER);
            return 0;
        }
        return new Benchmark(options(), System.out::println).run(FOLDER) ? 0 : 1;
    }

    /** The options as typed. */
    Options options() {
        return new Options(seconds, rounds, rows, cells);
    }
}
