package threetier.pool.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Request;
import org.apache.catalina.Response;

/**
 * Drains a node that will stop soon, whatever its application is. The node fails its readiness check, so that the
 * balancer sends new connections to other nodes. It still answers requests, and closes each connection after the
 * answer, because a TCP balancer cannot move a connection that the web tier keeps open.
 *
 * <p>The launcher announces the end with a file named {@code draining} in the folder {@code APP_RUN_DIR}. It stops the
 * server after the balancer has had time to notice.
 */
public final class DrainValve extends RequestValve {

    private static final String READY = "/health/ready";
    private static final String DOWN =
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"draining\",\"status\":\"DOWN\",\"data\":{}}]}";
    /** The minimum time between two checks for the file. Each check is a system call. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path mark = Path.of(System.getenv().getOrDefault("APP_RUN_DIR", "."), "draining");
    private volatile boolean draining;
    private volatile long lookedAt = System.nanoTime() - LOOK_NANOS;

    @Override
    public int invoke(Request request, Response response) throws IOException {
        if (!draining()) {
            return INVOKE_NEXT;
        }
        HttpServletResponse answer = (HttpServletResponse) response.getResponse();
        answer.setHeader("Connection", "close");
        if (!READY.equals(((HttpServletRequest) request.getRequest()).getRequestURI())) {
            return INVOKE_NEXT;
        }
        answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer.setContentType("application/json");
        answer.getWriter().print(DOWN);
        return END_PIPELINE;
    }

    /** The answer may be a tenth of a second old. */
    private boolean draining() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            lookedAt = now;
            draining = Files.exists(mark);
        }
        return draining;
    }
}
