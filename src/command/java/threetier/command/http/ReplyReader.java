package threetier.command.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads consecutive responses. The framing of a response gives its end (RFC 9112, section 6.3). */
final class ReplyReader {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_LINE = 8_192;
    private static final int INTERIM = 200;

    private final InputStream in;

    /** @param in the stream of responses; it should be buffered */
    ReplyReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next final response.
     *
     * @param toHead whether the request was a HEAD. The response to a HEAD has no body, whatever its headers say
     * @throws EOFException if the response is incomplete
     * @throws IOException if the input is not an HTTP response
     */
    Reply read(boolean toHead) throws IOException {
        StringBuilder head = new StringBuilder();
        Map<String, String> headers = new HashMap<>();
        int status = head(head, headers);
        while (status < INTERIM) {
            status = head(head, headers);
        }
        boolean bodiless = toHead || status == 204 || status == 304;
        return new Reply(status, head.toString(), headers, bodiless ? "" : body(headers));
    }

    private int head(StringBuilder head, Map<String, String> headers) throws IOException {
        headers.clear();
        String first = line();
        Matcher status = STATUS_LINE.matcher(first);
        if (!status.matches()) {
            throw new IOException("no status line");
        }
        head.append(first).append("\r\n");
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append("\r\n");
            String[] parts = line.split(":", 2);
            headers.merge(
                    parts[0].toLowerCase(Locale.ROOT),
                    parts.length < 2 ? "" : parts[1].strip(),
                    (one, other) -> one + ", " + other);
        }
        head.append("\r\n");
        return Integer.parseInt(status.group(1));
    }

    private String body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return text(chunks());
        }
        if (length != null) {
            return text(exactly(number(length, 10)));
        }
        // The end of the connection is the end of the body, whatever the headers say
        headers.put("connection", "close");
        return text(in.readAllBytes());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = number(line().split(";", 2)[0].strip(), 16);
            body.writeBytes(exactly(size));
            // Optional trailers follow the last chunk
            for (String after = line(); size == 0 && !after.isEmpty(); after = line()) {
                continue;
            }
        } while (size > 0);
        return body.toByteArray();
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0) {
                return number;
            }
            throw new IOException("no length: " + text);
        } catch (NumberFormatException none) {
            throw new IOException("no length: " + text, none);
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("no complete answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
