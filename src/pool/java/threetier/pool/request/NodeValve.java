package threetier.pool.request;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Request;
import org.apache.catalina.Response;
import org.glassfish.web.valve.GlassFishValve;

/** Names this node in the header {@code X-Served-By} of every response. An application may replace the value. */
public final class NodeValve implements GlassFishValve {

    private final String value = "app=" + System.getenv().getOrDefault("NODE_NAME", "unknown");

    @Override
    public String getInfo() {
        return getClass().getName();
    }

    @Override
    public int invoke(Request request, Response response) {
        ((HttpServletResponse) response.getResponse()).setHeader("X-Served-By", value);
        return INVOKE_NEXT;
    }

    @Override
    public void postInvoke(Request request, Response response) {
        // Nothing to do after the response
    }
}
