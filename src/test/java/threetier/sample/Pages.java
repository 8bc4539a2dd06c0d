package threetier.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers with HTML that contains an inline script, as many applications do. */
@Path("/page")
public class Pages {

    /** @param policy the content security policy; null for none */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page(@QueryParam("policy") String policy) {
        return Response.ok("<!doctype html><title>Notes</title><script>document.title += ' of mine'</script>")
                .header("Content-Security-Policy", policy)
                .build();
    }
}
