package threetier.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import threetier.measure.Meters;

/** The meter of the drain. The server itself drains the node (threetier.pool.request.DrainValve). */
@ApplicationScoped
class DrainMeter {

    void measure(
            @Observes @Initialized(ApplicationScoped.class) Object application,
            @ConfigProperty(name = "app.run.dir") Optional<String> folder,
            Meters meters) {
        meters.gauge(
                "threetier_draining",
                "1 while the node finishes its last requests.",
                () -> folder.filter(name -> Files.exists(Path.of(name, "draining")))
                                .isPresent()
                        ? 1
                        : 0);
    }
}
