package threetier.pool.request;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Request;
import org.apache.catalina.Response;

/** Names this node in the header {@code X-Served-By} of every response. An application may replace the value. */
public final class NodeValve extends RequestValve {

    private final String value = "app=" + System.getenv().getOrDefault("NODE_NAME", "unknown");

    @Override
    public int invoke(Request request, Response response) {
        ((HttpServletResponse) response.getResponse()).setHeader("X-Served-By", value);
        return INVOKE_NEXT;
    }
}
