package threetier.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import threetier.datasource.Databases;

/** Tells with every response that read-only mode is on, so that the page follows the mode without further requests. */
@Provider
public class ReadOnlyFilter implements ContainerResponseFilter {

    /** A header that only responses in read-only mode have. */
    public static final String MODE = "Read-Only-Mode";

    public static final String ON = "on";

    @Inject
    private Databases databases;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (databases.isReadOnly()) {
            response.getHeaders().putSingle(MODE, ON);
        }
    }
}
