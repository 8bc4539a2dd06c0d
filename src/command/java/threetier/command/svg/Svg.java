package threetier.command.svg;

import java.util.Arrays;
import java.util.Locale;

/** A picture, element upon element. Lengths are in its own units, of which a character of its text takes seven. */
public final class Svg {

    /** How wide a character of ordinary text is at the most. */
    public static final int CHARACTER = 7;

    private static final int SQUARE = 12;

    private final StringBuilder elements = new StringBuilder();

    /** @param left where the title begins */
    public Svg(int width, int height, int left, String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">",
                width, height);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        add("<text x=\"%d\" y=\"28\" font-size=\"17\" font-weight=\"bold\">%s</text>", left, title);
    }

    /** Adds an element, in the form of {@link String#format}; text among the values may hold anything. */
    public void add(String format, Object... values) {
        Object[] safe = Arrays.stream(values)
                .map(value -> value instanceof String text ? escaped(text) : value)
                .toArray();
        elements.append(String.format(Locale.ROOT, format, safe)).append('\n');
    }

    /**
     * Adds what a colour means.
     *
     * @param top of its square
     * @return where the next one may begin
     */
    public int legend(int left, int top, String colour, String words) {
        add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>", left, top, SQUARE, SQUARE, colour);
        add("<text x=\"%d\" y=\"%d\">%s</text>", left + 18, top + 10, words);
        return left + 40 + words.length() * CHARACTER;
    }

    /** All of it, as a file. */
    public String file() {
        return elements + "</svg>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
