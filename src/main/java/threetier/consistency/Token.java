package threetier.consistency;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.regex.Pattern;

/**
 * What a client has written last. It gets the token with the answer to its write and hands it back with what it reads next, as a header
 * or as a cookie; a database answers only when it has that row. So a client reads its own writes on any node, without a session.
 *
 * @param id of the row; 0 for a client that has written nothing lately
 */
public record Token(long id) {

    public static final Token NONE = new Token(0);

    static final String HEADER = "Consistency-Token";
    static final String COOKIE = "consistency-token";

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");
    /** Seconds; a reader that is that far behind is not asked anyway. */
    private static final int COOKIE_AGE = 60;

    /** What the client hands back, the newer one when it has two; anything that is no token counts as none. */
    public static Token of(HttpHeaders headers) {
        Cookie cookie = headers.getCookies().get(COOKIE);
        return new Token(Math.max(parse(headers.getHeaderString(HEADER)), cookie == null ? 0 : parse(cookie.getValue())));
    }

    /** Hands it to the client; {@code secure} where the client uses TLS. */
    public ResponseBuilder on(ResponseBuilder response, boolean secure) {
        NewCookie cookie = new NewCookie.Builder(COOKIE).value(Long.toString(id)).path("/").maxAge(COOKIE_AGE)
                .httpOnly(true).sameSite(SameSite.LAX).secure(secure).build();
        return response.header(HEADER, id).cookie(cookie);
    }

    static long parse(String text) {
        return text != null && ID.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
