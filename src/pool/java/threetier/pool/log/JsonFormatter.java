package threetier.pool.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Writes a log record as a JSON object on one line: time in UTC with milliseconds, node, level, logger, request id if
 * there is one, message, and the stack trace of an exception. The file payara/logging.properties names this class.
 */
public final class JsonFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String node = node();

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder(256).append("{\"time\":\"");
        TIME.formatTo(Instant.ofEpochMilli(event.getMillis()), line);
        line.append('"');
        field(line, "node", node);
        field(line, "level", event.getLevel().getName());
        field(line, "logger", event.getLoggerName());
        field(line, "request", RequestId.current());
        field(line, "message", formatMessage(event));
        field(line, "exception", event.getThrown() == null ? null : trace(event.getThrown()));
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        if (value != null) {
            line.append(",\"").append(name).append("\":\"");
            value.chars().forEach(letter -> escape(line, (char) letter));
            line.append('"');
        }
    }

    /** Escapes what JSON requires (RFC 8259, 7), and surrogates, which may lack their other half. */
    private static void escape(StringBuilder line, char letter) {
        switch (letter) {
            case '"', '\\' -> line.append('\\').append(letter);
            case '\n' -> line.append("\\n");
            case '\t' -> line.append("\\t");
            default -> {
                if (letter < ' ' || letter == '\u007f' || Character.isSurrogate(letter)) {
                    line.append(String.format("\\u%04x", (int) letter));
                } else {
                    line.append(letter);
                }
            }
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }

    private static String node() {
        String name = System.getenv("NODE_NAME");
        if (name != null && !name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noNameService) {
            return "unknown";
        }
    }
}
