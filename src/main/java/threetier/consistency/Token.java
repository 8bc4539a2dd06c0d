package threetier.consistency;

import java.util.regex.Pattern;

/**
 * What a client has written last. It gets the token with the answer to its write and hands it back with what it reads
 * next; a database answers only when it has that row. So a client reads its own writes on any node, without a session.
 *
 * @param id of the row; 0 for a client that has written nothing lately
 */
public record Token(long id) {

    public static final Token NONE = new Token(0);

    /** Of requests and of answers; a browser's cookie is turned into it ({@link TokenFilter}). */
    public static final String HEADER = "Consistency-Token";

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    /** As it travels. */
    @Override
    public String toString() {
        return Long.toString(id);
    }

    /** As JAX-RS reads it from a request; anything that is no token, nothing too, counts as none. */
    public static Token valueOf(String text) {
        return text != null && ID.matcher(text).matches() ? new Token(Long.parseLong(text)) : NONE;
    }
}
