package threetier.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** A third-party application on the same three tiers. */
@ApplicationPath("/api")
public class SampleApplication extends Application {}
