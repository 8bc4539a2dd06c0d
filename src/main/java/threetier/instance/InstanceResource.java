package threetier.instance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import threetier.datasource.Databases;
import threetier.json.JsonFactory;

/**
 * Reports which app node answers, and which client address the node sees. Behind a balancer, a few requests show all
 * nodes.
 */
@Path("/instance")
@ApplicationScoped
public class InstanceResource {

    @Inject
    private Instance instance;

    @Inject
    private Databases databases;

    @GET
    public Response instance(@Context HttpHeaders headers, @Context UriInfo uri) {
        JsonObject answer = JsonFactory.object()
                .add("hostname", instance.hostname())
                .add("version", instance.version())
                .add("zone", instance.zone().orElse(""))
                .add("database", databases.readingRole().toString())
                .add("lagMillis", databases.lag().toMillis())
                .add("readOnly", databases.isReadOnly())
                .add("client", clientAddress(headers))
                .add("scheme", uri.getBaseUri().getScheme())
                .build();
        return Response.ok(answer.toString())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The address that the web tier reports (httpd/client.conf). Empty for a request that bypasses the web tier. */
    private static String clientAddress(HttpHeaders headers) {
        String address = headers.getHeaderString("Client-Address");
        return address == null ? "" : address;
    }
}
