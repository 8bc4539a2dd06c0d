package threetier;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application; its resources serve every path. */
@ApplicationPath("/")
public class ThreeTierApplication extends Application {

    /** OPTIONS returns {@code Allow} only, without a description of the whole application (WADL). */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
