package threetier.consistency;

import java.util.Locale;
import java.util.regex.Pattern;

/** A table in which every write of one kind adds a row. A {@link Token} is the id of such a row. */
public enum Kind {
    /** The saved date-times. Each save is a row itself. */
    TIMESTAMP(Token.HEADER),
    /** The changes of all other resources. The row is added in the transaction of the change. */
    CHANGE(Token.CHANGE_HEADER);

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    private final String header;
    private final String cookie;
    private final Token none;

    Kind(String header) {
        this.header = header;
        cookie = header.toLowerCase(Locale.ROOT);
        none = new Token(this, 0);
    }

    /** The name of the header that contains the token in requests and responses. */
    public String header() {
        return header;
    }

    /** The name of the cookie into which {@link TokenFilter} translates the header. */
    String cookie() {
        return cookie;
    }

    /** The token of a client without a recent write of this kind. */
    public Token none() {
        return none;
    }

    /** Parses the value of the header. Null and invalid values result in {@link #none()}. */
    public Token token(String text) {
        return text != null && ID.matcher(text).matches() ? new Token(this, Long.parseLong(text)) : none;
    }
}
