package threetier.timestamps;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;

/** Browsers fetch what they guess a person will want next, and say so; nothing may be saved by that. */
@Provider
@NotPrefetched
public class PrefetchFilter implements ContainerRequestFilter {

    private static final List<String> HEADERS = List.of("Sec-Purpose", "Purpose", "X-Moz");

    @Override
    public void filter(ContainerRequestContext request) {
        for (String header : HEADERS) {
            String purpose = request.getHeaderString(header);
            if (purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch")) {
                throw new ForbiddenException("A prefetch saves nothing; ask again when a person wants it.");
            }
        }
    }
}
