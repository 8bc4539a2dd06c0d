package threetier.command.bench;

import java.util.function.Predicate;

/**
 * What to measure and for how long.
 *
 * @param seconds of each run
 * @param rounds over all cells and targets
 * @param rows of the large table
 * @param chosen whether the cell of this name is measured
 */
public record Options(int seconds, int rounds, int rows, Predicate<String> chosen) {}
