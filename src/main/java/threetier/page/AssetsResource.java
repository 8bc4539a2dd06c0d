package threetier.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Serves the page's files, which a browser asks for once: their address changes with their contents. */
@Path("/assets/{version: [0-9a-f]{12}}/{file: \\w+\\.\\w+}")
@ApplicationScoped
public class AssetsResource {

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    @Inject
    private Assets assets;

    /**
     * While nodes are being replaced a page may come from a node of another version than this one. It gets this one's
     * files, which fit better than none, but must not keep them.
     */
    @GET
    public Response file(@PathParam("version") String version, @PathParam("file") String name) {
        byte[] content = assets.find(name).orElseThrow(NotFoundException::new);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return Response.ok(content)
                .type(type + ";charset=UTF-8")
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        version.equals(assets.version()) ? "public, max-age=31536000, immutable" : "no-store")
                .build();
    }
}
