package threetier.command.bench;

import java.util.ArrayList;
import java.util.List;
import threetier.command.svg.Svg;

/** A chart of horizontal bars in groups. Each group has its own scale: the longest bar of the group fills the width. */
final class Chart {

    /** The legend text and the colour of a segment. Each bar has the same segments, from left to right. */
    record Part(String words, String colour) {}

    private record Bar(String name, double[] ends, String label) {}

    private record Group(String name, List<Bar> bars) {

        double longest() {
            return bars.stream()
                    .mapToDouble(bar -> bar.ends()[bar.ends().length - 1])
                    .max()
                    .orElse(0);
        }
    }

    private static final int MARGIN = 20;
    private static final int LEGEND = 46;
    private static final int LEFT = 170;
    private static final int WIDTH = 620;
    private static final int RIGHT = 190;
    private static final int TOP = 84;
    private static final int LINE = 19;

    private final String title;
    private final List<Part> parts;
    private final List<Group> groups = new ArrayList<>();

    Chart(String title, List<Part> parts) {
        this.title = title;
        this.parts = parts;
    }

    /** Starts a group; the bars added next belong to this group. */
    void group(String name) {
        groups.add(new Group(name, new ArrayList<>()));
    }

    /**
     * Adds a bar to the last group.
     *
     * @param ends the end of each segment, in ascending order
     */
    void bar(String name, double[] ends, String label) {
        groups.get(groups.size() - 1).bars().add(new Bar(name, ends.clone(), label));
    }

    /** The chart as an SVG document. */
    String svg() {
        int height = TOP
                + groups.stream()
                        .mapToInt(group -> (group.bars().size() + 2) * LINE)
                        .sum();
        Svg svg = new Svg(LEFT + WIDTH + RIGHT, height, MARGIN, title);
        int x = MARGIN;
        for (Part part : parts) {
            x = svg.legend(x, LEGEND, part.colour(), part.words());
        }
        int y = TOP;
        for (Group group : groups) {
            svg.add("<text x=\"20\" y=\"%d\" font-weight=\"bold\">%s</text>", y + 13, group.name());
            for (Bar bar : group.bars()) {
                y += LINE;
                draw(svg, bar, y, WIDTH / Math.max(group.longest(), Double.MIN_NORMAL));
            }
            y += 2 * LINE;
        }
        return svg.file();
    }

    private void draw(Svg svg, Bar bar, int y, double scale) {
        svg.add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 12, bar.name());
        double from = 0;
        for (int i = 0; i < bar.ends().length; i++) {
            svg.add(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                    LEFT + from * scale,
                    y,
                    (bar.ends()[i] - from) * scale,
                    LINE - 4,
                    parts.get(i).colour());
            from = bar.ends()[i];
        }
        svg.add("<text x=\"%.1f\" y=\"%d\">%s</text>", LEFT + from * scale + 6, y + 12, bar.label());
    }
}
