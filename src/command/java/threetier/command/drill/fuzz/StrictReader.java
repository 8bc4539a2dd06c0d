package threetier.command.drill.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the bytes of a connection as RFC 9112 demands, up to the first error. A server that accepts chunked bodies must
 * not see more requests in these bytes than this class.
 */
final class StrictReader {

    private static final Pattern LINE = Pattern.compile("(GET|POST) (/\\S*) HTTP/1\\.([01])\r\n");
    /** Section 5.2 lets a server join a value that goes on in the next line. */
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~\\w-]+):((?:[^\\x00\r\n]|\r\n(?=[ \t]))*)\r\n(?![ \t])");

    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\\x00\r\n]*)?\r\n");
    private static final String WRITE = "/write";

    private final String bytes;
    private int at;
    private int requests;
    private int writes;

    StrictReader(byte[] bytes) {
        this.bytes = new String(bytes, StandardCharsets.ISO_8859_1);
        while (at < this.bytes.length() && request()) {
            // The next request begins after this one
        }
    }

    /** The number of complete requests. */
    int requests() {
        return requests;
    }

    /** The number of complete requests that save something. */
    int writes() {
        return writes;
    }

    /** Reads one request. Returns whether another one may follow on the connection. */
    private boolean request() {
        Matcher line = matched(LINE);
        if (line == null) {
            return false;
        }
        String encoding = "";
        String length = "";
        boolean close = line.group(3).equals("0");
        for (Matcher field = matched(FIELD); field != null; field = matched(FIELD)) {
            String value = field.group(2).strip().toLowerCase(Locale.ROOT);
            switch (field.group(1).toLowerCase(Locale.ROOT)) {
                case "transfer-encoding" -> encoding += encoding.isEmpty() ? value : "," + value;
                case "content-length" -> length += length.isEmpty() ? value : "," + value;
                case "connection" -> close |= value.equals("close");
                default -> {
                    // No other field changes where the request ends
                }
            }
        }
        if (!skipped("\r\n") || !body(encoding, length, line.group(3))) {
            return false;
        }
        requests++;
        writes += line.group(2).equals(WRITE) ? 1 : 0;
        // Section 6.1: a server closes the connection if a request has both lengths
        return !close && (encoding.isEmpty() || length.isEmpty());
    }

    private boolean body(String encoding, String length, String minor) {
        if (!encoding.isEmpty()) {
            return encoding.equals("chunked") && minor.equals("1") && chunks();
        }
        if (!length.isEmpty()) {
            if (!length.matches("\\d{1,9}") || at + Integer.parseInt(length) > bytes.length()) {
                return false;
            }
            at += Integer.parseInt(length);
        }
        return true;
    }

    private boolean chunks() {
        for (Matcher chunk = matched(CHUNK); chunk != null; chunk = matched(CHUNK)) {
            long size = Long.parseLong(chunk.group(1), 16);
            if (size == 0) {
                while (matched(FIELD) != null) {
                    // A trailer field
                }
                return skipped("\r\n");
            }
            if (at + size > bytes.length()) {
                return false;
            }
            at += (int) size;
            if (!skipped("\r\n")) {
                return false;
            }
        }
        return false;
    }

    private Matcher matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(bytes).region(at, bytes.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    private boolean skipped(String expected) {
        boolean there = bytes.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }
}
