package threetier.consistency;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Translates between the tokens and cookies, because browsers send cookies back by themselves. Resources use only the
 * headers.
 */
@Provider
public class TokenFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Kind[] KINDS = Kind.values();
    /**
     * The maximum age is in seconds. An older token is not needed, because a reader that is so far behind gets no
     * queries.
     */
    private static final String ATTRIBUTES = "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";

    /** Copies each token from its cookie to its header. If a client sends both, the newer token counts. */
    @Override
    public void filter(ContainerRequestContext request) {
        List<String> cookies = request.getHeaders().get(HttpHeaders.COOKIE);
        if (cookies == null) {
            return;
        }
        // The filter does not call getCookies(), which fails on fields that only RFC 2109 defined, like $Version; RFC
        // 6265 ignores them
        for (String field : cookies) {
            for (String cookie : field.split(";")) {
                int equals = cookie.indexOf('=');
                String name = equals < 0 ? "" : cookie.substring(0, equals).strip();
                for (Kind kind : KINDS) {
                    if (name.equals(kind.cookie())) {
                        offer(request, kind.token(cookie.substring(equals + 1).strip()));
                    }
                }
            }
        }
    }

    /** Puts the token into its header if it is newer than the one there. */
    private static void offer(ContainerRequestContext request, Token token) {
        String header = token.kind().header();
        if (token.id() > token.kind().token(request.getHeaderString(header)).id()) {
            request.getHeaders().putSingle(header, token.toString());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        for (Kind kind : KINDS) {
            Object token = response.getHeaders().getFirst(kind.header());
            if (token != null) {
                boolean secure =
                        "https".equals(request.getUriInfo().getBaseUri().getScheme());
                // The value is a string, because JAX-RS searches for a converter for any other type
                response.getHeaders()
                        .add(
                                HttpHeaders.SET_COOKIE,
                                kind.cookie() + "=" + token + ATTRIBUTES + (secure ? "; Secure" : ""));
            }
        }
    }
}
