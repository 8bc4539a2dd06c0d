package threetier.instance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import threetier.datasource.Databases;

/** Says which app node answers: behind a balancer, asking a few times shows them all. */
@Path("/instance")
@ApplicationScoped
public class InstanceResource {

    @Inject
    private Instance instance;

    @Inject
    private Databases databases;

    @GET
    public Response instance() {
        JsonObject answer = Json.createObjectBuilder()
                .add("hostname", instance.hostname())
                .add("version", instance.version())
                .add("zone", instance.zone().orElse(""))
                .add("database", databases.readingRole().toString())
                .build();
        return Response.ok(answer.toString()).type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
