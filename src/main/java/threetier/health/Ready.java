package threetier.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check. The check is up from the deployment of the application until the node drains. It does not query
 * a database. If it did, an outage of a database would make the balancer remove all nodes at the same time, which would
 * help nobody.
 */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {

    @Inject
    private Draining draining;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.builder()
                .name("ready")
                .status(!draining.now())
                .build();
    }
}
