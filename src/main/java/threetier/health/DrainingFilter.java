package threetier.health;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Makes every response of a draining node close its connection. A TCP balancer sends new connections to other nodes,
 * but it cannot move a connection that the web tier keeps open.
 */
@Provider
public class DrainingFilter implements ContainerResponseFilter {

    @Inject
    private Draining draining;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (draining.now()) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }
}
