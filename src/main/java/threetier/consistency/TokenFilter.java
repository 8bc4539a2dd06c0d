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

/** Maps the token to a cookie, which browsers send back by themselves. Resources see only the header. */
@Provider
public class TokenFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String COOKIE = "consistency-token";
    /** The age is in seconds; a reader that is so far behind is not used anyway. */
    private static final String ATTRIBUTES = "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";

    /** If a client sends both, the newer token counts. */
    @Override
    public void filter(ContainerRequestContext request) {
        List<String> cookies = request.getHeaders().get(HttpHeaders.COOKIE);
        if (cookies == null) {
            return;
        }
        // Not getCookies(): it fails on fields that only RFC 2109 knew, like $Version, which RFC 6265 has ignored
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
            // A string, because JAX-RS searches for a converter for any other type
            response.getHeaders()
                    .add(HttpHeaders.SET_COOKIE, COOKIE + "=" + token + ATTRIBUTES + (secure ? "; Secure" : ""));
        }
    }
}
