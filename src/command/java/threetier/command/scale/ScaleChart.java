package threetier.command.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import threetier.command.load.Exchange;
import threetier.command.load.Latency;
import threetier.command.svg.Svg;

/** A chart of a load and of the groups that follow it: four panels over the same time. */
final class ScaleChart {

    private static final int LEFT = 70;
    private static final int TOP = 60;
    private static final int WIDTH = 1_080;
    private static final int HEIGHT = 130;
    /** From the top of a panel to that of the next. */
    private static final int STEP = HEIGHT + 60;

    private static final int PANELS = 4;
    /** In nanoseconds. */
    private static final long BAR = 5_000_000_000L;

    private static final List<String> COLOURS =
            List.of("#1f4e79", "#d1342f", "#5b8db8", "#f2b134", "#8e44ad", "#3c8d5a");

    private final Svg svg;
    private final List<GroupSample> samples;
    private final List<Exchange> exchanges;
    private final List<Exchange> loads;
    private final long start;
    private final long end;
    private int panel;

    private record Line(String name, List<double[]> points) {}

    ScaleChart(
            String title,
            List<GroupSample> samples,
            List<Exchange> exchanges,
            List<Exchange> loads,
            long busy,
            long rest) {
        svg = new Svg(LEFT + WIDTH + 30, TOP + PANELS * STEP, LEFT, title);
        this.samples = samples;
        this.exchanges = exchanges;
        this.loads = loads;
        start = exchanges.stream().mapToLong(Exchange::start).min().orElse(busy);
        end = Math.max(
                rest + 1, exchanges.stream().mapToLong(Exchange::end).max().orElse(rest));
        svg.add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fdf3e1\"/>",
                x(busy), TOP, x(rest) - x(busy), (PANELS - 1) * STEP + HEIGHT);
    }

    /** The chart as an SVG document. Call it once. */
    String svg() {
        draw(
                "requests a second",
                List.of(
                        rate("reads and writes", exchanges, one -> true),
                        rate("of them failed", exchanges, Exchange::failed),
                        rate("/load", loads, Exchange::good),
                        rate("/load refused", loads, Exchange::refused)));
        draw("reads in ms", List.of(latency("p50", Latency::p50), latency("p99", Latency::p99)));
        draw("CPU per node in %", cpu());
        draw("nodes", nodes());
        return svg.file();
    }

    private interface Kind {
        boolean has(Exchange exchange);
    }

    private Line rate(String name, List<Exchange> all, Kind kind) {
        TreeMap<Long, Integer> bars = new TreeMap<>();
        for (long bar = 0; bar <= (end - start) / BAR; bar++) {
            bars.put(bar, 0);
        }
        all.stream().filter(kind::has).forEach(one -> bars.merge(bar(one, Exchange::end), 1, Integer::sum));
        List<double[]> points = new ArrayList<>();
        bars.forEach((bar, count) -> points.add(new double[] {x(start + bar * BAR), count * 1e9 / BAR}));
        return new Line(name, points);
    }

    private Line latency(String name, ToDoubleFunction<Latency> figure) {
        TreeMap<Long, List<Exchange>> bars = new TreeMap<>();
        exchanges.stream()
                .filter(one -> one.good() && one.kind() != Exchange.Kind.WRITE)
                .forEach(one -> bars.computeIfAbsent(bar(one, Exchange::end), bar -> new ArrayList<>())
                        .add(one));
        List<double[]> points = new ArrayList<>();
        bars.forEach((bar, some) -> points.add(new double[] {
            x(start + bar * BAR),
            figure.applyAsDouble(
                    Latency.of(some.stream().mapToLong(Exchange::took).toArray()))
        }));
        return new Line(name, points);
    }

    private long bar(Exchange exchange, ToLongFunction<Exchange> time) {
        return (time.applyAsLong(exchange) - start) / BAR;
    }

    private List<Line> cpu() {
        TreeMap<String, Line> lines = new TreeMap<>();
        for (GroupSample sample : samples) {
            for (GroupState group : sample.groups()) {
                group.cpu()
                        .forEach((node, percent) -> lines.computeIfAbsent(
                                        group.group() + " " + node, name -> new Line(name, new ArrayList<>()))
                                .points()
                                .add(new double[] {x(sample.at()), percent}));
            }
        }
        return List.copyOf(lines.values());
    }

    private List<Line> nodes() {
        TreeSet<String> names = new TreeSet<>();
        samples.forEach(sample -> sample.groups().forEach(group -> names.add(group.group())));
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(steps(name + " desired", name, GroupState::desired));
            lines.add(steps(name + " in service", name, GroupState::inService));
        }
        return lines;
    }

    private Line steps(String title, String name, ToDoubleFunction<GroupState> figure) {
        List<double[]> points = new ArrayList<>();
        for (GroupSample sample : samples) {
            for (GroupState group : sample.groups()) {
                if (group.group().equals(name)) {
                    double value = figure.applyAsDouble(group);
                    if (!points.isEmpty() && points.get(points.size() - 1)[1] != value) {
                        points.add(new double[] {x(sample.at()), points.get(points.size() - 1)[1]});
                    }
                    points.add(new double[] {x(sample.at()), value});
                }
            }
        }
        return new Line(title, points);
    }

    private void draw(String title, List<Line> lines) {
        int top = TOP + panel++ * STEP;
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[1])
                .max()
                .orElse(1);
        double highest = Math.max(1, most);
        for (int i = 0; i <= 2; i++) {
            double y = top + HEIGHT - HEIGHT * i / 2.0;
            svg.add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>", LEFT, y, LEFT + WIDTH, y);
            svg.add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8, y + 4, String.format(Locale.ROOT, highest % 2 == 0 ? "%.0f" : "%.1f", highest * i / 2));
        }
        int x = LEFT;
        svg.add("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>", LEFT, top - 8, title);
        for (int i = 0; i < lines.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            StringBuilder points = new StringBuilder();
            for (double[] point : lines.get(i).points()) {
                points.append(
                        String.format(Locale.ROOT, "%.1f,%.1f ", point[0], top + HEIGHT - HEIGHT * point[1] / highest));
            }
            svg.add(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                    points.toString(), colour);
            x = svg.legend(x, top + HEIGHT + 8, colour, lines.get(i).name());
        }
        if (panel == PANELS) {
            seconds(top + HEIGHT);
        }
    }

    private void seconds(int bottom) {
        long all = (end - start) / 1_000_000_000L;
        long step = all > 1_200 ? 300 : all > 300 ? 60 : 20;
        for (long second = 0; second <= all; second += step) {
            svg.add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
                    x(start + second * 1_000_000_000L), bottom + 40, second);
        }
    }

    private double x(long at) {
        return LEFT + WIDTH * (double) Math.max(0, at - start) / (end - start);
    }
}
