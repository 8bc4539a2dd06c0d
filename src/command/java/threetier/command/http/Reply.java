package threetier.command.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An HTTP response.
 *
 * @param head the status lines and headers as received: first those of interim responses, then those of this response
 * @param headers the header values by name in lower case; the values of a repeated header are joined by commas
 */
public record Reply(int status, String head, Map<String, String> headers, String body) {

    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

    /**
     * @param name the name of the header in lower case
     * @return the value; empty for a missing header
     */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The paths of the assets that this page uses, in the order of the page. */
    public List<String> assets() {
        return ASSET.matcher(body).results().map(asset -> asset.group(1)).toList();
    }

    /** The head and the body as received. The body is without chunk framing. */
    public String text() {
        return head + body;
    }
}
