package threetier.html;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML with placeholders of the form {@code {{name}}}. Each element {@code <template id="…">} is a part of the page
 * that the server omits or repeats. The scripts of the page use the same parts.
 *
 * @param text the HTML
 */
public record HtmlTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /**
     * Returns the part with this id as a template.
     *
     * @throws IllegalArgumentException when there is no such part
     */
    public HtmlTemplate part(String id) {
        Matcher part = Pattern.compile("<template id=\"" + id + "\">(.*?)</template>", Pattern.DOTALL)
                .matcher(text);
        if (!part.find()) {
            throw new IllegalArgumentException("The template has no part \"" + id + "\"");
        }
        return new HtmlTemplate(part.group(1));
    }

    /**
     * Returns the HTML with values in place of the placeholders.
     *
     * @param values HTML for each placeholder; a placeholder without a value becomes empty, also inside the parts
     */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
