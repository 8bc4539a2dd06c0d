package threetier.command.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import threetier.command.load.Latency;

/** The charts of a measurement, from the medians over all rounds. */
final class Charts {

    private final Results results;

    Charts(Results results) {
        this.results = results;
    }

    String throughput() {
        Chart chart = new Chart(
                "Answers per second",
                List.of(
                        new Chart.Part("slowest round", "#1f4e79"),
                        new Chart.Part("median", "#5b8db8"),
                        new Chart.Part("fastest round", "#a9c4de")));
        return drawn(
                chart,
                (cell, target) -> {
                    Spread rate = results.spread(cell, target, Sample::rate);
                    return new double[] {rate.least(), rate.median(), rate.most()};
                },
                ends -> Spread.digits(ends[1]));
    }

    String latency() {
        Chart chart = new Chart(
                "Response time in milliseconds: percentiles 50, 75, 90 and 99",
                List.of(
                        new Chart.Part("50 %", "#1f4e79"),
                        new Chart.Part("75 %", "#5b8db8"),
                        new Chart.Part("90 %", "#a9c4de"),
                        new Chart.Part("99 %", "#f2b134")));
        return drawn(
                chart,
                (cell, target) -> Stream.<ToDoubleFunction<Latency>>of(
                                Latency::p50, Latency::p75, Latency::p90, Latency::p99)
                        .mapToDouble(percentile -> results.median(
                                cell,
                                target,
                                sample -> percentile.applyAsDouble(sample.run().latency())))
                        .toArray(),
                ends -> Spread.digits(ends[0]) + " / " + Spread.digits(ends[3]));
    }

    String cpu() {
        Chart chart = new Chart(
                "Processor time per answer in milliseconds",
                Arrays.stream(Tier.values())
                        .map(tier -> new Chart.Part(tier.words(), tier.colour()))
                        .toList());
        return drawn(
                chart,
                (cell, target) -> {
                    double[] ends = Arrays.stream(Tier.values())
                            .mapToDouble(tier -> results.median(cell, target, sample -> sample.cpuPerThousand(tier)))
                            .toArray();
                    Arrays.parallelPrefix(ends, Double::sum);
                    return ends;
                },
                ends -> Spread.digits(ends[ends.length - 1]));
    }

    private String drawn(Chart chart, BiFunction<String, String, double[]> ends, Function<double[], String> label) {
        for (String cell : results.cells()) {
            chart.group(cell);
            for (String target : results.targets(cell)) {
                double[] values = ends.apply(cell, target);
                chart.bar(target, values, label.apply(values));
            }
        }
        return chart.svg();
    }
}
