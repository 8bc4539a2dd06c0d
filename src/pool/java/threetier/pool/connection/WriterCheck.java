package threetier.pool.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks a connection of the writer's pool. The connection is valid if its server accepts changes. After a failover,
 * the old writer may still answer queries but refuse changes. A connection to the old writer must never be used again.
 */
public final class WriterCheck extends ConnectionCheck {

    /** This field is static, because the pool creates a new check each time it needs one. */
    private static final AtomicLong FAILED = new AtomicLong(System.nanoTime());

    public WriterCheck() {
        super("SELECT NOT (@@read_only OR @@innodb_read_only)", FAILED);
    }
}
