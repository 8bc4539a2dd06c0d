package threetier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars that lie, in groups. Each group has a scale of its own: its longest bar is as wide as the picture. */
final class Chart {

    /** A part of all bars that has a meaning, from the left. */
    record Part(String words, String colour) {
    }

    private record Bar(String name, double[] ends, String label) {
    }

    private record Group(String name, List<Bar> bars) {

        double longest() {
            return bars.stream().mapToDouble(bar -> bar.ends()[bar.ends().length - 1]).max().orElse(0);
        }
    }

    private static final int LEFT = 170;
    private static final int WIDTH = 620;
    private static final int RIGHT = 190;
    private static final int TOP = 84;
    private static final int LINE = 19;
    private static final int LABEL_CHARACTER = 7;

    private final String title;
    private final List<Part> parts;
    private final List<Group> groups = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    Chart(String title, List<Part> parts) {
        this.title = title;
        this.parts = parts;
    }

    /** The bars that follow belong to it. */
    void group(String name) {
        groups.add(new Group(name, new ArrayList<>()));
    }

    /**
     * Adds a bar to the last group.
     *
     * @param ends where each part ends, ascending
     */
    void bar(String name, double[] ends, String label) {
        groups.get(groups.size() - 1).bars().add(new Bar(name, ends.clone(), label));
    }

    /** A complete file. */
    String svg() {
        svg.setLength(0);
        int height = TOP + groups.stream().mapToInt(group -> (group.bars().size() + 2) * LINE).sum();
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">", LEFT + WIDTH + RIGHT, height);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        add("<text x=\"20\" y=\"28\" font-size=\"17\" font-weight=\"bold\">%s</text>", escaped(title));
        legend();
        int y = TOP;
        for (Group group : groups) {
            add("<text x=\"20\" y=\"%d\" font-weight=\"bold\">%s</text>", y + 13, escaped(group.name()));
            for (Bar bar : group.bars()) {
                y += LINE;
                draw(bar, y, WIDTH / Math.max(group.longest(), Double.MIN_NORMAL));
            }
            y += 2 * LINE;
        }
        add("</svg>");
        return svg.toString();
    }

    private void legend() {
        int x = 20;
        for (Part part : parts) {
            add("<rect x=\"%d\" y=\"46\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, part.colour());
            add("<text x=\"%d\" y=\"56\">%s</text>", x + 18, escaped(part.words()));
            x += 40 + part.words().length() * LABEL_CHARACTER;
        }
    }

    private void draw(Bar bar, int y, double scale) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 12, escaped(bar.name()));
        double from = 0;
        for (int i = 0; i < bar.ends().length; i++) {
            add("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", LEFT + from * scale, y, (bar.ends()[i] - from) * scale, LINE - 4, parts.get(i).colour());
            from = bar.ends()[i];
        }
        add("<text x=\"%.1f\" y=\"%d\">%s</text>", LEFT + from * scale + 6, y + 12, escaped(bar.label()));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
