package threetier.html;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Serves the static files of the HTML page. The address of a file contains the version of the files, so a browser
 * requests each version of a file only once.
 */
@Path("/assets/{version: [0-9a-f]{12}}/{file: \\w+\\.\\w+}")
@ApplicationScoped
public class AssetsResource {

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    @Inject
    private Assets assets;

    /**
     * Returns a file. During a rolling deployment, a browser may have got the page from a node of another version and
     * may request its files from this node. It then gets this node's files, which are better than none. The browser
     * must not cache them under the address of the other version.
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
