package threetier.command.bench;

import java.util.function.Predicate;

/**
 * The options of a benchmark.
 *
 * @param seconds per run
 * @param rounds over all cells and targets
 * @param rows in the large table
 * @param chosen whether to measure the cell of this name
 */
public record Options(int seconds, int rounds, int rows, Predicate<String> chosen) {}
