package threetier.bench;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import threetier.stage.Arguments;
import threetier.stage.StageException;

/**
 * What to measure and for how long.
 *
 * @param seconds of each run
 * @param rounds over all cells and targets
 * @param rows of the large table
 * @param chosen whether the cell of this name is measured
 */
record Options(int seconds, int rounds, int rows, Predicate<String> chosen) {

    /** @throws StageException when an argument is not understood */
    static Options of(List<String> arguments) {
        Arguments typed = new Arguments(arguments);
        Options options = new Options(typed.number("--seconds", 10, 1, 600), typed.number("--rounds", 3, 1, 99),
                typed.number("--rows", 1_000_000, 1_000, 100_000_000), chosen(typed.option("--cells", "")));
        typed.nothingLeft();
        return options;
    }

    private static Predicate<String> chosen(String expression) {
        try {
            return Pattern.compile(expression).asPredicate();
        } catch (PatternSyntaxException wrong) {
            throw new StageException("--cells must be a regular expression: " + wrong.getMessage(), wrong);
        }
    }
}
