package threetier.consistency;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Translates between the token and a cookie, because browsers send cookies back by themselves. Resources use only the
 * header.
 */
@Provider
public class TokenFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String COOKIE = "consistency-token";
    /**
     * The maximum age is in seconds. An older token is not needed, because a reader that is so far behind gets no
     * queries.
     */
    private static final String ATTRIBUTES = "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";

    /** Copies the token from the cookie to the header. If a client sends both, the newer token counts. */
    @Override
    public void filter(ContainerRequestContext request) {
        List<String> cookies = request.getHeaders().get(HttpHeaders.COOKIE);
        if (cookies == null) {
            return;
        }
        // The filter does not call getCookies(), which fails on fields that only RFC 2109 defined, like $Version; RFC
        // 6265 ignores them
        Token newest = cookies.stream()
                .flatMap(field -> Arrays.stream(field.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> Token.valueOf(cookie.substring(COOKIE.length() + 1)))
                .max(Comparator.comparingLong(Token::id))
                .orElse(Token.NONE);
        if (newest.id() > Token.valueOf(request.getHeaderString(Token.HEADER)).id()) {
            request.getHeaders().putSingle(Token.HEADER, newest.toString());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object token = response.getHeaders().getFirst(Token.HEADER);
        if (token != null) {
            boolean secure = "https".equals(request.getUriInfo().getBaseUri().getScheme());
            // The value is a string, because JAX-RS searches for a converter for any other type
            response.getHeaders()
                    .add(HttpHeaders.SET_COOKIE, COOKIE + "=" + token + ATTRIBUTES + (secure ? "; Secure" : ""));
        }
    }
}
