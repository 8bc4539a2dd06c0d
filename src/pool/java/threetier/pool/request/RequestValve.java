package threetier.pool.request;

import org.apache.catalina.Request;
import org.apache.catalina.Response;
import org.glassfish.web.valve.GlassFishValve;

/** A valve of the server that has nothing to do after the response. */
abstract class RequestValve implements GlassFishValve {

    @Override
    public final String getInfo() {
        return getClass().getName();
    }

    @Override
    public final void postInvoke(Request request, Response response) {
        // Nothing to do
    }
}
