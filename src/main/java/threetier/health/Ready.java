package threetier.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up once the application is deployed, until the node drains. It does not check the database: an outage there would
 * take every node out of the balancer at the same time, and help nobody.
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
