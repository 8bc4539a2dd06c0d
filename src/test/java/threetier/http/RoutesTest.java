package threetier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Path("/assets/{version: [0-9a-f]{12}}/{file: \\w+\\.\\w+}")
    private static final class WithPatterns {}

    @Path("/timestamps")
    private static final class Parent {

        @Path("{id}")
        void child() {}
    }

    @Test
    void aRouteJoinsPathsAndHasNoPatterns() throws Exception {
        assertEquals("/assets/{version}/{file}", Routes.template(WithPatterns.class.getAnnotation(Path.class), null));
        assertEquals(
                "/timestamps/{id}",
                Routes.template(
                        Parent.class.getAnnotation(Path.class),
                        Parent.class.getDeclaredMethod("child").getAnnotation(Path.class)));
    }
}
