package threetier.pool.connection;

import java.util.concurrent.atomic.AtomicLong;

/** Checks a connection of the reader's pool. The connection is valid if its server answers. */
public final class ReaderCheck extends ConnectionCheck {

    /** This field is static, because the pool creates a new check each time it needs one. */
    private static final AtomicLong FAILED = new AtomicLong(System.nanoTime());

    public ReaderCheck() {
        super("SELECT 1", FAILED);
    }
}
