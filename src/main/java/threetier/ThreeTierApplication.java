package threetier;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application. Its resources serve every path of the site. */
@ApplicationPath("/")
public class ThreeTierApplication extends Application {

    /**
     * Switches WADL off. Without WADL, a response to OPTIONS contains the header {@code Allow} only, and no description
     * of the whole application.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
