package threetier.pool.connection;

import com.mysql.cj.exceptions.ExceptionInterceptor;
import com.mysql.cj.log.Log;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/**
 * Watches the errors of the driver for one that says that the server takes no changes. From then on, all connections
 * that were valid before are invalid. So the first change that fails after a failover is also the last one on the
 * demoted writer.
 */
public final class Demotion implements ExceptionInterceptor {

    /**
     * Read-only option, read-only transaction, InnoDB in read-only mode (MySQL Server Error Reference: 1290, 1792,
     * 1836; 1874).
     */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 1874);

    /** Initially longer ago than any connection can be old, whenever this class is loaded. */
    private static volatile long noticed = System.nanoTime() - Long.MAX_VALUE / 2;

    /** Whether a demotion was noticed after this moment of {@link System#nanoTime()}. */
    static boolean since(long nanoTime) {
        return noticed - nanoTime > 0;
    }

    @Override
    public ExceptionInterceptor init(Properties properties, Log log) {
        return this;
    }

    @Override
    public Exception interceptException(Exception failure) {
        if (failure instanceof SQLException refusal && READ_ONLY.contains(refusal.getErrorCode())) {
            noticed = System.nanoTime();
        }
        return failure;
    }

    @Override
    public void destroy() {
        // Nothing to release
    }
}
