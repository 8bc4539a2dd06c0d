package threetier.command.process;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * A line of a log: a JSON object, or text of a program that writes no JSON.
 *
 * @param json the object; {@link Json#NOTHING} for other text
 * @param text the line as it is
 */
public record LogLine(Json json, String text) {

    /** Reads a line. A line that is not JSON is text. */
    public static LogLine of(String line) {
        if (line.startsWith("{\"time\":")) {
            try {
                return new LogLine(Json.parse(line), line);
            } catch (CommandException incomplete) {
                return new LogLine(Json.NOTHING, line);
            }
        }
        return new LogLine(Json.NOTHING, line);
    }

    /** The node that wrote the line; empty for text. */
    public String node() {
        return json.text("node");
    }

    /** Whether the line belongs to this request. */
    public boolean belongsTo(String request) {
        return json.text("request").equals(request);
    }

    /** The line for people; a stack trace follows on lines of its own. */
    public String readable() {
        if (json == Json.NOTHING) {
            return text;
        }
        return json.text("time") + " " + (json.text("logger").isEmpty() ? request() : event());
    }

    private String event() {
        String exception = json.text("exception");
        return json.text("level").toUpperCase(Locale.ROOT) + " " + json.text("logger") + ": " + json.text("message")
                + labelled(" request=", "request") + (exception.isEmpty() ? "" : "\n" + exception);
    }

    private String request() {
        return json.text("client") + " " + json.text("method") + " " + path() + " " + json.text("status") + " "
                + json.text("bytes") + " bytes "
                + String.format("%.1f ms", Double.parseDouble(json.text("micros")) / 1_000)
                + labelled(" ", "served") + labelled(" ", "timing") + labelled(" problem=", "problem")
                + labelled(" request=", "request");
    }

    private String labelled(String label, String key) {
        String value = json.text(key);
        return value.isEmpty() || value.equals("-") ? "" : label + value;
    }

    /** The path as the client wrote it; httpd has escaped it once for its log. */
    private String path() {
        String path = json.text("path").replace("+", "%2B");
        String decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
        return decoded.chars().allMatch(letter -> letter > ' ' && letter != 0x7f) ? decoded : json.text("path");
    }
}
