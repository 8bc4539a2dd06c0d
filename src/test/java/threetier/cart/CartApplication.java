package threetier.cart;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Answers at the root path. */
@ApplicationPath("/")
public class CartApplication extends Application {}
