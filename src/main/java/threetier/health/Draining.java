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
 * Whether this node is about to stop and hands its work over to others. The launcher says so with a file named
 * {@code draining} in {@code APP_RUN_DIR}; it stops the server when everybody had time to notice.
 */
@ApplicationScoped
public class Draining {

    /** Every request asks, and each look is a call of the system. */
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

    /** Known a tenth of a second late at most. Never where no launcher gave a folder. */
    public boolean now() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            lookedAt = now;
            seen = mark != null && Files.exists(mark);
        }
        return seen;
    }
}
