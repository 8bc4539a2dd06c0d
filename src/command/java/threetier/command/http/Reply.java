package threetier.command.http;

import java.util.Map;

/**
 * An HTTP response.
 *
 * @param head status line and headers as received, preceded by those of interim responses
 * @param headers names in lower case; values of a repeated header are joined by commas
 */
public record Reply(int status, String head, Map<String, String> headers, String body) {

    /** @param name in lower case; returns empty for a missing header */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Head and body as received, without transfer framing. */
    public String text() {
        return head + body;
    }
}
