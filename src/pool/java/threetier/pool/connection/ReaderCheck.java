package threetier.pool.connection;

import java.util.concurrent.atomic.AtomicLong;

/** A connection of the reader's pool is valid while its server answers. */
public final class ReaderCheck extends ConnectionCheck {

    /** Static, because the pool creates a check each time it needs one. */
    private static final AtomicLong FAILED = new AtomicLong(System.nanoTime());

    public ReaderCheck() {
        super("SELECT 1", FAILED);
    }
}
