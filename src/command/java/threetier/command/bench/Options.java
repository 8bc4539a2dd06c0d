package threetier.command.bench;

import java.util.function.Predicate;

/**
 * The options of a benchmark.
 *
 * @param seconds the duration of a run in seconds
 * @param rounds the number of rounds; each round measures all cells and targets
 * @param rows the number of rows in the large table
 * @param chosen returns whether to measure the cell of a given name
 */
public record Options(int seconds, int rounds, int rows, Predicate<String> chosen) {}
