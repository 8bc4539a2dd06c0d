package threetier.consistency;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Browsers hand the token back by themselves when they have it as a cookie too. Resources know the header only. */
@Provider
public class TokenFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String COOKIE = "consistency-token";
    /** The age in seconds; a reader that is that far behind is not asked anyway. */
    private static final String ATTRIBUTES = "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";

    /** The newer one counts where a client hands back both. */
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
            // A text, because JAX-RS searches for what turns anything else into one
            response.getHeaders()
                    .add(HttpHeaders.SET_COOKIE, COOKIE + "=" + token + ATTRIBUTES + (secure ? "; Secure" : ""));
        }
    }
}
