package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import threetier.measure.Histogram;
import threetier.measure.Meters;

/**
 * Measures how long the pools take to hand out a connection. The numbers are static, because EclipseLink creates the
 * object that asks a pool for connections.
 */
@ApplicationScoped
class Connections {

    private static final Histogram[] WAITS = new Histogram[Role.values().length];

    static {
        Arrays.setAll(WAITS, role -> Histogram.ofDurations());
    }

    /** Records that a connection was asked for at {@code start}, a value of {@link System#nanoTime()}. */
    static void got(Role role, long start) {
        WAITS[role.ordinal()].record(System.nanoTime() - start);
    }

    void measure(@Observes @Initialized(ApplicationScoped.class) Object application, Meters meters) {
        for (Role role : Role.values()) {
            meters.histogram(
                    "threetier_connection_wait_seconds",
                    "Time to get a connection from the pool, including its check, or its opening if none was free.",
                    WAITS[role.ordinal()],
                    "database",
                    role.toString());
        }
    }
}
