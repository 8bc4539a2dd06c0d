package threetier.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** A sample of another application, which runs in the same three tiers. */
@ApplicationPath("/api")
public class SampleApplication extends Application {}
