package threetier.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.Config;

/** Answers 404 at the addresses of resources that are not switched on. */
@Provider
@OffByDefault
public class OffFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Inject
    private Config config;

    @Override
    public void filter(ContainerRequestContext request) {
        String setting =
                resource.getResourceClass().getAnnotation(OffByDefault.class).value();
        if (!config.getOptionalValue(setting, Boolean.class).orElse(false)) {
            throw new NotFoundException();
        }
    }
}
