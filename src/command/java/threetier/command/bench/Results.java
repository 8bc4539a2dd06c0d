package threetier.command.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All samples. */
record Results(List<Sample> samples) {

    /** The names of the cells, in the order of measurement. */
    List<String> cells() {
        return samples.stream().map(Sample::cell).distinct().toList();
    }

    /** The targets measured in this cell, in the order of the first round. Every second round runs in reverse order. */
    List<String> targets(String cell) {
        return of(cell).filter(sample -> sample.round() == 1)
                .map(Sample::target)
                .distinct()
                .toList();
    }

    /** All targets, each once. */
    List<String> targets() {
        return cells().stream()
                .flatMap(cell -> targets(cell).stream())
                .distinct()
                .toList();
    }

    boolean measured(String cell, String target) {
        return targets(cell).contains(target);
    }

    List<Sample> samples(String cell, String target) {
        return of(cell).filter(sample -> sample.target().equals(target)).toList();
    }

    Spread spread(String cell, String target, ToDoubleFunction<Sample> what) {
        return Spread.of(samples(cell, target).stream().mapToDouble(what).toArray());
    }

    double median(String cell, String target, ToDoubleFunction<Sample> what) {
        return spread(cell, target, what).median();
    }

    /**
     * The speed of one target relative to another. The ratio is formed within each round, so other activity on the
     * machine affects both targets alike.
     */
    Spread ratio(String cell, String one, String other) {
        return Spread.of(samples(cell, one).stream()
                .mapToDouble(sample -> sample.rate() / rate(cell, other, sample.round()))
                .toArray());
    }

    private double rate(String cell, String target, int round) {
        return samples(cell, target).stream()
                .filter(sample -> sample.round() == round)
                .findFirst()
                .orElseThrow()
                .rate();
    }

    private Stream<Sample> of(String cell) {
        return samples.stream().filter(sample -> sample.cell().equals(cell));
    }
}
