package threetier.idempotency;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threetier.fields.Fields;

/**
 * Reads the idempotency key of a request. The key is in a header. An HTML form cannot set a header, so its key is in a
 * form field.
 */
public final class IdempotencyKeyReader {

    private static final String HEADER = "Idempotency-Key";
    private static final String FIELD = Fields.KEY + "=";
    /** The maximum length of a form in bytes. httpd has the same limit (httpd/limits.conf). */
    private static final int FORM_LIMIT = 100_000;

    private IdempotencyKeyReader() {}

    /**
     * Returns the key of a request; empty when the request has none.
     *
     * @param body read only if it is a form; all fields except the key are ignored
     * @throws BadRequestException when the key is not allowed, when there is more than one key, or when the form is too
     *     long to find its key
     */
    public static Optional<IdempotencyKey> of(HttpHeaders headers, InputStream body) {
        List<String> given = headers.getRequestHeaders().getOrDefault(HEADER, List.of());
        if (given.isEmpty() && Fields.isForm(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            given = fields(body);
        }
        return key(given);
    }

    /**
     * Returns the key of a request whose body has been read.
     *
     * @throws BadRequestException when the key is not allowed, or when there is more than one key
     */
    public static Optional<IdempotencyKey> of(HttpHeaders headers, Fields body) {
        List<String> given = headers.getRequestHeaders().getOrDefault(HEADER, List.of());
        String field = body.isForm() ? body.get(Fields.KEY) : null;
        return key(given.isEmpty() && field != null ? List.of(field) : given);
    }

    private static Optional<IdempotencyKey> key(List<String> given) {
        // Several keys are joined, as a proxy may do. The result contains a space and is therefore an invalid key
        return given.isEmpty() ? Optional.empty() : Optional.of(new IdempotencyKey(String.join(", ", given)));
    }

    private static List<String> fields(InputStream form) {
        try {
            String text = new String(form.readNBytes(FORM_LIMIT + 1), StandardCharsets.US_ASCII);
            if (text.length() > FORM_LIMIT) {
                // The key could be in the part that was not read
                throw new BadRequestException("A form must not be longer than " + FORM_LIMIT + " bytes.");
            }
            return Stream.of(text.split("&"))
                    .filter(field -> field.startsWith(FIELD))
                    .map(IdempotencyKeyReader::value)
                    .toList();
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    private static String value(String field) {
        try {
            return URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscapedRightly) {
            return "";
        }
    }
}
