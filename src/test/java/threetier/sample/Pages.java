package threetier.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** HTML as many applications have it: with a script in the page. */
@Path("/page")
public class Pages {

    /** @param policy what this page may load; where it is null, the page does not say */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page(@QueryParam("policy") String policy) {
        return Response.ok("<!doctype html><title>Notes</title><script>document.title += ' of mine'</script>")
                .header("Content-Security-Policy", policy)
                .build();
    }
}
