package threetier.consistency;

import java.util.regex.Pattern;

/**
 * The last row that a client has written. The client gets the token in the response to its write and sends it with its
 * next reads; a database answers only if it has that row. So a client reads its own writes on any node, without a
 * session.
 *
 * @param id of the row; 0 for a client without a recent write
 */
public record Token(long id) {

    public static final Token NONE = new Token(0);

    /** In requests and responses; {@link TokenFilter} maps a cookie to it for browsers. */
    public static final String HEADER = "Consistency-Token";

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    /** The value of the header. */
    @Override
    public String toString() {
        return Long.toString(id);
    }

    /** Parses the header of a request, for JAX-RS. Null or an invalid value gives {@link #NONE}. */
    public static Token valueOf(String text) {
        return text != null && ID.matcher(text).matches() ? new Token(Long.parseLong(text)) : NONE;
    }
}
