package threetier.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML with placeholders, written {@code {{name}}}. Its {@code <template id="…">} elements are parts that are omitted
 * or repeated; the scripts of the page use the same parts.
 *
 * @param text the HTML
 */
record HtmlTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /** @throws IllegalArgumentException when there is no such part */
    HtmlTemplate part(String id) {
        Matcher part = Pattern.compile("<template id=\"" + id + "\">(.*?)</template>", Pattern.DOTALL)
                .matcher(text);
        if (!part.find()) {
            throw new IllegalArgumentException("The template has no part \"" + id + "\"");
        }
        return new HtmlTemplate(part.group(1));
    }

    /** @param values HTML for each placeholder; one without a value becomes empty, also inside the parts */
    String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
