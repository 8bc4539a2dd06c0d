package threetier.command.drill.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A malformed request. The same seed generates the same requests. Many of them try to write, but a server that follows
 * the HTTP standard saves nothing.
 *
 * @param kind the kind of the error in the request
 * @param bytes the bytes to send
 */
public record Malformed(Kind kind, byte[] bytes) {

    /** The kinds of errors in a request. */
    public enum Kind {
        REQUEST_LINE(false, Targets::requestLine),
        METHOD(false, Targets::method),
        PATH(true, Targets::path),
        ID(true, Targets::id),
        QUERY(true, Targets::query),
        ABSOLUTE_FORM(false, Targets::absoluteForm),
        HOST(false, Headers::host),
        HEADER_NAME(false, Headers::headerName),
        HEADER_VALUE(false, Headers::headerValue),
        HEADER_SIZE(false, Headers::headerSize),
        CONDITION(true, Headers::condition),
        NEAR_MISS(true, NearMisses::field),
        TOKEN(true, Headers::consistencyToken),
        FORWARDED(true, Headers::forwarded),
        IDEMPOTENCY_KEY(true, Headers::idempotencyKey),
        CONTENT_TYPE(true, Framing::contentType),
        CONTENT_LENGTH(false, Framing::contentLength),
        TRANSFER_ENCODING(false, Framing::transferEncoding),
        CHUNKS(false, Framing::chunks),
        HIDDEN_REQUEST(true, Framing::hiddenRequest),
        EXPECT(false, Framing::expect),
        UPGRADE(false, Framing::upgrade),
        NOISE(false, Framing::noise);

        private final boolean wellFramed;
        private final Form form;

        Kind(boolean wellFramed, Form form) {
            this.wellFramed = wellFramed;
            this.form = form;
        }

        /**
         * Whether the end of such a request is unambiguous, so that another request can follow on the same connection.
         */
        boolean wellFramed() {
            return wellFramed;
        }
    }

    private interface Form {
        String next(SeededRandom random);
    }

    /** Generates this many requests of a kind. */
    public static List<Malformed> of(Kind kind, int number, long seed) {
        SeededRandom random = new SeededRandom(seed * Kind.values().length + kind.ordinal());
        List<Malformed> all = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            all.add(new Malformed(kind, kind.form.next(random).getBytes(StandardCharsets.ISO_8859_1)));
        }
        return all;
    }

    /** Whether the request has a complete line. A server cannot answer a request without a complete line. */
    boolean hasLine() {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') >= 0;
    }

    /** The start of the request in printable form. */
    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder printable = new StringBuilder(kind + " ");
        text.substring(0, Math.min(text.length(), 400))
                .chars()
                .forEach(c -> printable.append(
                        c >= ' ' && c < 127
                                ? Character.toString(c)
                                : c == '\n' ? "\\n" : c == '\r' ? "\\r" : String.format("\\x%02x", c)));
        return printable + (text.length() > 400 ? "… (" + text.length() + " bytes)" : "");
    }
}
