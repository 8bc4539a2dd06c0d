package threetier.idempotency;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a request may give its key: in a header or, because a page has no way to set one, in a field of a form. */
public final class IdempotencyKeyReader {

    private static final String HEADER = "Idempotency-Key";
    private static final String FIELD = "idempotency-key=";
    /** Bytes of a form: as many as httpd lets through (httpd/limits.conf). */
    private static final int FORM_LIMIT = 100_000;

    private IdempotencyKeyReader() {}

    /**
     * @param body read only where it is a form; whatever else is in it is ignored
     * @throws BadRequestException when a key is given that is not allowed, or more than one, or a form is too long to
     *     find it
     */
    public static Optional<IdempotencyKey> of(HttpHeaders headers, InputStream body) {
        List<String> given = headers.getRequestHeaders().getOrDefault(HEADER, List.of());
        if (given.isEmpty() && isForm(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            given = fields(body);
        }
        // Several are joined as a proxy may have done before; with the space between them they are no key
        return given.isEmpty() ? Optional.empty() : Optional.of(new IdempotencyKey(String.join(", ", given)));
    }

    private static boolean isForm(String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED);
    }

    private static List<String> fields(InputStream form) {
        try {
            String text = new String(form.readNBytes(FORM_LIMIT + 1), StandardCharsets.US_ASCII);
            if (text.length() > FORM_LIMIT) {
                // What is left out could be a part of the key
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
