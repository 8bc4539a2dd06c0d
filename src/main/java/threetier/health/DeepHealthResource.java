package threetier.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import threetier.datasource.DatabaseHealth;
import threetier.datasource.Databases;
import threetier.datasource.Role;
import threetier.json.JsonFactory;

/**
 * Reports whether this node can use its databases, for alarms and troubleshooting. The status is 503 when something is
 * wrong. A balancer must not use this resource as its health check: all nodes use the same databases, so a request
 * would fail on any other node too.
 */
@Path("/deep-health")
@ApplicationScoped
public class DeepHealthResource {

    @Inject
    private DatabaseHealth health;

    @Inject
    private Databases databases;

    @GET
    public Response health() {
        boolean writer = health.answers(Role.WRITER);
        boolean reader = health.answers(Role.READER);
        boolean fresh = databases.readingRole() == Role.READER;
        JsonObject answer = JsonFactory.object()
                .add("status", word(writer && reader && fresh))
                .add("writer", word(writer))
                .add("reader", word(reader))
                .add("lagMillis", databases.lag().toMillis())
                .add("reads", databases.readingRole().toString())
                .build();
        return Response.status(writer && reader && fresh ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(answer.toString())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
