package threetier.command.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import threetier.command.load.Exchange.Kind;
import threetier.command.svg.Svg;

/** A chart of a load: answers over time by kind, events, and gaps without a write. */
public final class Timeline {

    /** The layers of each bar, from the bottom. */
    private enum Layer {
        READ("reads", "#a9c4de"),
        OWN_READ("reads of own writes", "#5b8db8"),
        WRITE("writes", "#1f4e79"),
        REFUSED("refused (503)", "#f2b134"),
        FAILED("failed", "#d1342f"),
        STALE("stale", "#8e44ad");

        private final String words;
        private final String colour;

        Layer(String words, String colour) {
            this.words = words;
            this.colour = colour;
        }
    }

    private static final int LEFT = 60;
    private static final int TOP = 125;
    private static final int WIDTH = 1_080;
    private static final int HEIGHT = 260;
    private static final int LABEL_ROWS = 4;
    private static final long SHOWN_GAP = 1_000_000_000L;
    private static final int GAP_LABEL_WIDTH = 110;
    private static final int MOST_BARS = 360;

    private final List<Exchange> exchanges;
    private final List<Event> events;
    private final long start;
    private final long bar;
    private final int[][] answers;
    private final int highest;
    private final Svg svg;

    public Timeline(String title, List<Exchange> exchanges, List<Event> events) {
        svg = new Svg(LEFT + WIDTH + 30, TOP + HEIGHT + 70, LEFT, title);
        this.exchanges = exchanges;
        this.events = events;
        start = exchanges.stream().mapToLong(Exchange::start).min().orElse(0);
        long end = exchanges.stream().mapToLong(Exchange::end).max().orElse(start);
        bar = Math.max(1, (end - start) / MOST_BARS / 250_000_000L + 1) * 250_000_000L;
        answers = new int[(int) ((end - start) / bar) + 1][Layer.values().length];
        exchanges.forEach(exchange ->
                answers[(int) ((exchange.end() - start) / bar)][layer(exchange).ordinal()]++);
        highest = Math.max(
                1,
                Arrays.stream(answers)
                        .mapToInt(layers -> Arrays.stream(layers).sum())
                        .max()
                        .orElse(1));
    }

    /** The chart as an SVG document. Call it once. */
    public String svg() {
        gaps();
        axes();
        bars();
        events();
        legend();
        return svg.file();
    }

    /** Marks long gaps between acknowledged writes. */
    private void gaps() {
        long last = start;
        for (long next : exchanges.stream()
                .filter(Exchange::acknowledgedWrite)
                .mapToLong(Exchange::end)
                .sorted()
                .toArray()) {
            if (next - last > SHOWN_GAP) {
                svg.add(
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fbe9e7\"/>",
                        x(last), TOP, x(next) - x(last), HEIGHT);
                if (x(next) - x(last) > GAP_LABEL_WIDTH) {
                    svg.add(
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#b23c2c\">%.1f s without a write</text>",
                            (x(last) + x(next)) / 2, TOP + 16, (next - last) / 1e9);
                }
            }
            last = next;
        }
    }

    private void axes() {
        for (int i = 0; i <= 4; i++) {
            double y = TOP + HEIGHT - HEIGHT * i / 4.0;
            svg.add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>", LEFT, y, LEFT + WIDTH, y);
            svg.add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f/s</text>",
                    LEFT - 8, y + 4, highest * i / 4.0 * 1e9 / bar);
        }
        double seconds = answers.length * bar / 1e9;
        int step = seconds > 300 ? 60 : seconds > 100 ? 20 : 5;
        for (int second = 0; second <= seconds; second += step) {
            svg.add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
                    x(start + second * 1_000_000_000L), TOP + HEIGHT + 18, second);
        }
    }

    private void bars() {
        double width = WIDTH / (double) answers.length;
        for (int i = 0; i < answers.length; i++) {
            double y = TOP + HEIGHT;
            for (Layer layer : Layer.values()) {
                double height = HEIGHT * answers[i][layer.ordinal()] / (double) highest;
                y -= height;
                if (height > 0) {
                    svg.add(
                            "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>",
                            LEFT + i * width, y, width * 0.92, height, layer.colour);
                }
            }
        }
    }

    /** Puts each label in the first row where it does not overlap another, or else in the last row. */
    private void events() {
        List<Label> labels = new ArrayList<>();
        for (Event event : events) {
            double x = Math.max(LEFT, Math.min(LEFT + WIDTH, x(event.at())));
            int width = event.what().length() * Svg.CHARACTER;
            boolean toTheLeft = x + width > LEFT + WIDTH;
            double from = toTheLeft ? x - width : x;
            int row = 0;
            while (row < LABEL_ROWS - 1 && isTaken(labels, row, from, from + width)) {
                row++;
            }
            labels.add(new Label(row, from, from + width));
            int y = TOP - 14 - 20 * row;
            svg.add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#444\" stroke-dasharray=\"4 3\"/>",
                    x, y, x, TOP + HEIGHT);
            svg.add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    x + (toTheLeft ? -4 : 4), y + 4, toTheLeft ? "end" : "start", event.what());
        }
    }

    private record Label(int row, double from, double to) {}

    private static boolean isTaken(List<Label> labels, int row, double from, double to) {
        return labels.stream().anyMatch(label -> label.row() == row && label.from() < to + 8 && from < label.to() + 8);
    }

    private void legend() {
        int x = LEFT;
        List<Layer> present = new ArrayList<>(List.of(Layer.values()));
        present.removeIf(layer -> Arrays.stream(answers).allMatch(layers -> layers[layer.ordinal()] == 0));
        for (Layer layer : present) {
            x = svg.legend(x, TOP + HEIGHT + 40, layer.colour, layer.words);
        }
    }

    private static Layer layer(Exchange exchange) {
        if (exchange.good()) {
            return exchange.kind() == Kind.WRITE
                    ? Layer.WRITE
                    : exchange.kind() == Kind.OWN_READ ? Layer.OWN_READ : Layer.READ;
        }
        if (exchange.stale()) {
            return Layer.STALE;
        }
        return exchange.refused() ? Layer.REFUSED : Layer.FAILED;
    }

    private double x(long at) {
        return LEFT + WIDTH * (double) (at - start) / (answers.length * bar);
    }
}
