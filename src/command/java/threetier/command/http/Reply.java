package threetier.command.http;

import java.util.Map;

/**
 * What was answered.
 *
 * @param head status line and headers as they came, with those of interim answers before it
 * @param headers names in lower case; the values of a repeated one are joined by commas
 */
public record Reply(int status, String head, Map<String, String> headers, String body) {

    /** @param name in lower case; a header that is not there is empty */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** All of it, as it came but for its framing. */
    public String text() {
        return head + body;
    }
}
