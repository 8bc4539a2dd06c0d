package threetier.fields;

import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import threetier.json.JsonFactory;

/**
 * The fields of a request's body, as text. The body is a JSON object or an HTML form. The messages of the exceptions
 * say what is allowed.
 */
public final class Fields {

    /** The field in which an HTML form has its idempotency key, because a form cannot set a header. */
    public static final String KEY = "idempotency-key";

    /** The maximum length of a body in bytes: enough for a few fields, even if each character is an escape. */
    static final int LIMIT = 10_000;

    private final Map<String, String> values;
    private final boolean form;

    private Fields(Map<String, String> values, boolean form) {
        this.values = values;
        this.form = form;
    }

    /**
     * Reads the body of a request.
     *
     * @param allowed the names of the fields that the body may have
     * @throws BadRequestException if the body is neither a JSON object nor a form, or has another field or a field
     *     twice
     * @throws ClientErrorException 413 if the body is too long
     */
    public static Fields of(HttpHeaders headers, InputStream body, Set<String> allowed) {
        boolean form = isForm(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        String text = text(bytes(body));
        Fields fields = new Fields(form ? form(text) : json(text, allowed), form);
        for (String name : fields.values.keySet()) {
            if (!allowed.contains(name) && !(form && name.equals(KEY))) {
                throw new BadRequestException("The body has the unknown field \"" + name + "\". It may have the fields "
                        + names(allowed) + ".");
            }
        }
        return fields;
    }

    /** Whether this is the media type of HTML forms; null for a request without a type. */
    public static boolean isForm(String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED);
    }

    /** The value of a field; null if the body does not have it. */
    public String get(String name) {
        return values.get(name);
    }

    /** Whether the body is an HTML form. */
    public boolean isForm() {
        return form;
    }

    /** All fields except the idempotency key, as a JSON object in the order of their names. */
    public String json() {
        JsonObjectBuilder object = JsonFactory.object();
        values.forEach((name, value) -> {
            if (value != null && !name.equals(KEY)) {
                object.add(name, value);
            }
        });
        return object.build().toString();
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] read = body.readNBytes(LIMIT + 1);
            if (read.length > LIMIT) {
                throw new ClientErrorException(
                        String.format(Locale.ROOT, "The body must not be longer than %,d bytes.", LIMIT),
                        Status.REQUEST_ENTITY_TOO_LARGE);
            }
            return read;
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            throw new BadRequestException("The body must be text in UTF-8.");
        }
    }

    private static Map<String, String> json(String text, Set<String> allowed) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = JsonFactory.parser(new StringReader(text))) {
            boolean isObject = parser.next() == Event.START_OBJECT;
            while (isObject && parser.next() == Event.KEY_NAME) {
                String name = parser.getString();
                Event value = parser.next();
                if (value != Event.VALUE_STRING && value != Event.VALUE_NULL) {
                    throw new BadRequestException("The field \"" + name + "\" must be text in quotes.");
                }
                if (values.containsKey(name)) {
                    throw new BadRequestException("The body has the field \"" + name + "\" twice.");
                }
                values.put(name, value == Event.VALUE_NULL ? null : parser.getString());
            }
            // At the end of the object, this call also fails if more text follows
            if (isObject && !parser.hasNext()) {
                return values;
            }
        } catch (JsonException | NoSuchElementException notJson) {
            // The statement below rejects this text, like JSON that is no object
        }
        throw new BadRequestException("The body must be a JSON object with the fields " + names(allowed) + ".");
    }

    private static Map<String, String> form(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = unescape(equals < 0 ? pair : pair.substring(0, equals));
            String value = unescape(equals < 0 ? "" : pair.substring(equals + 1));
            if (!pair.isEmpty() && values.put(name, value) != null) {
                throw new BadRequestException("The form has the field \"" + name + "\" twice.");
            }
        }
        return values;
    }

    /** Decodes a part of a form. {@code URLDecoder} would accept bytes that are not UTF-8. */
    private static String unescape(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        byte[] escaped = part.getBytes(StandardCharsets.UTF_8);
        try {
            for (int i = 0; i < escaped.length; i++) {
                if (escaped[i] == '%') {
                    bytes.write(HexFormat.fromHexDigits(part(escaped, i + 1)));
                    i += 2;
                } else {
                    bytes.write(escaped[i] == '+' ? ' ' : escaped[i]);
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new BadRequestException("The form has a \"%\" that two hexadecimal digits do not follow.");
        }
        return text(bytes.toByteArray());
    }

    private static String part(byte[] escaped, int from) {
        return new String(escaped, from, 2, StandardCharsets.ISO_8859_1);
    }

    private static String names(Set<String> allowed) {
        return String.join(" and ", new TreeSet<>(allowed));
    }
}
