package threetier.pool.connection;

import com.mysql.cj.exceptions.ExceptionInterceptor;
import com.mysql.cj.log.Log;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/**
 * Notices when a server refuses a change because it is read-only. The driver passes all its errors to this class. After
 * such an error, all connections that were valid before are invalid. Therefore the first change that fails after a
 * failover is also the last change that goes to the demoted writer.
 */
public final class Demotion implements ExceptionInterceptor {

    /**
     * Errors of a server that is read-only (MySQL Server Error Reference): read-only option (1290), read-only
     * transaction (1792), InnoDB or the server in read-only mode (1836, 1874).
     */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 1874);

    /**
     * When a demotion was last noticed, as a value of {@link System#nanoTime()}. The initial value is earlier than the
     * time of any connection, no matter when this class is loaded.
     */
    private static volatile long noticed = System.nanoTime() - Long.MAX_VALUE / 2;

    /** Whether a demotion was noticed after {@code nanoTime}, a value of {@link System#nanoTime()}. */
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
