package threetier.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this node is about to stop and hands its work over to others. The launcher says so with a file named {@code draining} in
 * {@code APP_RUN_DIR}; it stops the server when everybody had time to notice.
 */
@ApplicationScoped
public class Draining {

    @Inject
    @ConfigProperty(name = "app.run.dir")
    private Optional<String> folder;

    private Path mark;

    @PostConstruct
    void nameMark() {
        mark = folder.map(name -> Path.of(name, "draining")).orElse(null);
    }

    /** Never where no launcher gave a folder. */
    public boolean now() {
        return mark != null && Files.exists(mark);
    }
}
