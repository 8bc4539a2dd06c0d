package threetier.health;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * While the node drains, every response closes its connection. A TCP balancer sends new connections to other nodes, but
 * cannot move one that the web tier keeps open.
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
