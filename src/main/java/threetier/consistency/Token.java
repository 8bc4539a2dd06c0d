package threetier.consistency;

/**
 * Identifies the last write of one kind that a client has made. A client gets the token in the response to its write,
 * and sends it with its next reads. A database answers such a read only if it has the row. A client therefore reads its
 * own writes on any node, without a session. A client may have a token of each kind.
 *
 * <p>A resource has a parameter of this type with one of the two headers. {@link TokenConverterProvider} parses it.
 *
 * @param kind the table of the row
 * @param id the id of the row; 0 for a client without a recent write
 */
public record Token(Kind kind, long id) {

    /** The header with the token of {@link Kind#TIMESTAMP}. */
    public static final String HEADER = "Consistency-Token";

    /** The header with the token of {@link Kind#CHANGE}. */
    public static final String CHANGE_HEADER = "Change-Token";

    /** The token as the value of its header. */
    @Override
    public String toString() {
        return Long.toString(id);
    }
}
