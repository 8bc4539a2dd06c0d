package threetier.command.svg;

import java.util.Arrays;
import java.util.Locale;

/**
 * Builds an SVG picture element by element. Lengths are in SVG user units. A character of text is at most seven units
 * wide.
 */
public final class Svg {

    /** The largest width of a character of normal text, in user units. */
    public static final int CHARACTER = 7;

    private static final int SQUARE = 12;

    private final StringBuilder elements = new StringBuilder();

    /** @param left the horizontal start of the title */
    public Svg(int width, int height, int left, String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">",
                width, height);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        add("<text x=\"%d\" y=\"28\" font-size=\"17\" font-weight=\"bold\">%s</text>", left, title);
    }

    /** Adds an element from a {@link String#format} pattern; text values are escaped. */
    public void add(String format, Object... values) {
        Object[] safe = Arrays.stream(values)
                .map(value -> value instanceof String text ? escaped(text) : value)
                .toArray();
        elements.append(String.format(Locale.ROOT, format, safe)).append('\n');
    }

    /**
     * Adds a legend entry for a colour.
     *
     * @param top the top edge of the square of the entry
     * @return the left edge for the next entry
     */
    public int legend(int left, int top, String colour, String words) {
        add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>", left, top, SQUARE, SQUARE, colour);
        add("<text x=\"%d\" y=\"%d\">%s</text>", left + 18, top + 10, words);
        return left + 40 + words.length() * CHARACTER;
    }

    /** The picture as an SVG document. */
    public String file() {
        return elements + "</svg>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
