package threetier.pool.log;

import java.util.regex.Pattern;

/**
 * The id of the request that a thread is serving. The web tier gives each request an id (httpd/request-id.conf). The
 * class and its methods are public, because Java loads them apart from the rest of this package ({@link LogJar}).
 */
public final class RequestId {

    /** The header that carries the id from httpd. */
    public static final String HEADER = "X-Request-Id";

    /** Ids of the web tier. A request that bypasses the web tier could carry anything. */
    private static final Pattern VALID = Pattern.compile("[\\w@-]{1,64}");

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** The id of the current thread's request; null if it serves none, or one without a valid id. */
    public static String current() {
        String header = CURRENT.get();
        return header != null && VALID.matcher(header).matches() ? header : null;
    }

    /** Begins a request. The value may be anything: it is checked only when a line of the log needs it. */
    public static void begin(String header) {
        CURRENT.set(header);
    }

    /** Ends the request of the current thread. */
    public static void end() {
        CURRENT.remove();
    }
}
