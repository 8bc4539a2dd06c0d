package threetier.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whether this node is draining: it will stop soon, and other nodes take over its work. The launcher announces
 * this with a file named {@code draining} in the folder {@code APP_RUN_DIR}. It stops the server after the balancer has
 * had time to notice.
 */
@ApplicationScoped
public class Draining {

    /**
     * The minimum time between two checks for the file. Every request calls {@link #now()}, and each check is a system
     * call.
     */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Inject
    @ConfigProperty(name = "app.run.dir")
    private Optional<String> folder;

    private Path mark;
    private volatile boolean seen;
    private volatile long lookedAt = System.nanoTime() - LOOK_NANOS;

    @PostConstruct
    void nameMark() {
        mark = folder.map(name -> Path.of(name, "draining")).orElse(null);
    }

    /**
     * Whether the node is draining. The answer may be a tenth of a second old. It is always false when no launcher has
     * set the folder.
     */
    public boolean now() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            lookedAt = now;
            seen = mark != null && Files.exists(mark);
        }
        return seen;
    }
}
