package threetier;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Every path belongs to the resources of this application. */
@ApplicationPath("/")
public class ThreeTierApplication extends Application {

    /** OPTIONS answers with {@code Allow} alone, not with a description of the whole application (WADL). */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
