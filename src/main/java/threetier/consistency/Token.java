package threetier.consistency;

import java.util.regex.Pattern;

/**
 * Identifies the last row that a client has written. A client gets the token in the response to its write, and sends it
 * with its next reads. A database answers such a read only if it has the row. A client therefore reads its own writes
 * on any node, without a session.
 *
 * @param id the id of the row; 0 for a client without a recent write
 */
public record Token(long id) {

    public static final Token NONE = new Token(0);

    /**
     * The name of the header that contains the token in requests and responses. For browsers, {@link TokenFilter}
     * translates the header to a cookie.
     */
    public static final String HEADER = "Consistency-Token";

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    /** The token as the value of the header. */
    @Override
    public String toString() {
        return Long.toString(id);
    }

    /** Parses the value of the header; JAX-RS calls this method. Null and invalid values result in {@link #NONE}. */
    public static Token valueOf(String text) {
        return text != null && ID.matcher(text).matches() ? new Token(Long.parseLong(text)) : NONE;
    }
}
