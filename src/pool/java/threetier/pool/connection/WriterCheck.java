package threetier.pool.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection of the writer's pool is valid while its server takes changes. After a failover the old writer may still
 * answer, and everything but a change works there; such a connection must never be used again.
 */
public final class WriterCheck extends ConnectionCheck {

    /** Static, because the pool creates a check each time it needs one. */
    private static final AtomicLong FAILED = new AtomicLong(System.nanoTime());

    public WriterCheck() {
        super("SELECT NOT (@@read_only OR @@innodb_read_only)", FAILED);
    }
}
