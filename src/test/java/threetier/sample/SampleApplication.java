package threetier.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Somebody else's application, to be run through the same three tiers. */
@ApplicationPath("/api")
public class SampleApplication extends Application {}
