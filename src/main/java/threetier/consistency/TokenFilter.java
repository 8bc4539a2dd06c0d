package threetier.consistency;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Maps the token to a cookie, which browsers send back by themselves. Resources see only the header. */
@Provider
public class TokenFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String COOKIE = "consistency-token";
    /** The age is in seconds; a reader that is so far behind is not used anyway. */
    private static final String ATTRIBUTES = "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";

    /** If a client sends both, the newer token counts. */
    @Override
    public void filter(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie != null
                && Token.valueOf(cookie.getValue()).id()
                        > Token.valueOf(request.getHeaderString(Token.HEADER)).id()) {
            request.getHeaders().putSingle(Token.HEADER, cookie.getValue());
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
